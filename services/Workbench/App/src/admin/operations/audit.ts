/** Where in the administration the thing of an act is found; null where there is no page for it. */
export function pageOf(path: string): string | null {
  const [kind, id] = path.replace(/^\/v1\/admin\//, '').split('/');
  switch (kind) {
    case 'projects':
    case 'accounts':
    case 'templates':
    case 'deliveries':
      return isId(id) ? `/admin/${kind}/${id}` : `/admin/${kind}`;
    case 'webhook-secrets':
      return isId(id) ? `/admin/accounts/${id}` : null;
    case 'jobs':
      return isId(id) ? `/admin/jobs?id=${id}` : '/admin/jobs';
    case 'annotators':
    case 'teams':
    case 'invitations':
    case 'operations':
      return `/admin/${kind}`;
    default:
      return null;
  }
}

/** An act without words of its own: the name of its route, taken apart. */
export function wordsOf(action: string) {
  const words = action.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isId(text: string | undefined): text is string {
  return text !== undefined && /^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text);
}
