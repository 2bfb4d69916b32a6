import type { Json, WorkFile } from '../api/work';
import { type Field, isRecordingField, isShapeField, readFields } from '../form/model';
import type { Sample } from './TaskPreview';

const TEXT = 'Ada Lovelace wrote the first program in 1843.';

const PICTURE: WorkFile = {
  id: 'sample',
  url: '/app/sample-picture.svg',
  content_type: 'image/svg+xml',
  size: 0,
  name: 'picture.png',
};

const SIMPLE = /^[A-Za-z_]\w*$/;

const wantsPicture = (fields: Field[]) => fields.some(isShapeField);

/** Content that gives every field of the form something to show. */
export function sampleContent(form: readonly Json[] | null): Json {
  const fields = readFields(form ?? []);
  const shown = fields.filter((field) => field.type === 'content_display' || field.type === 'spans');
  if (form !== null && shown.length === 0 && (wantsPicture(fields) || fields.some(isRecordingField))) return null;
  const names = shown.flatMap(({ source }) => (source && SIMPLE.test(source) ? [source] : []));
  return Object.fromEntries((names.length > 0 ? names : ['text']).map((name) => [name, TEXT]));
}

export function sampleOfContent(form: readonly Json[] | null, content: Json): Sample {
  return { content, files: wantsPicture(readFields(form ?? [])) ? [PICTURE] : [], attachments: [], predictions: null };
}

/** The body of a job that shows the sample, as a client would send it. */
export function orderOf(project: string, form: readonly Json[] | null, content: Json): Json {
  const fields = readFields(form ?? []);
  return {
    project_id: project,
    ...(wantsPicture(fields) ? { file_urls: ['https://example.com/picture.png'] } : {}),
    ...(fields.some(isRecordingField) ? { attachments: [{ type: 'audio', url: 'https://example.com/recording.mp3' }] } : {}),
    ...(content === null ? {} : { content }),
    metadata: { reference: 'your-own-id' },
    webhook_url: 'https://example.com/hitl-webhook',
  };
}

/** The same as a command; a quote in the body ends no quotes of the shell. */
export function curlOf(origin: string, order: Json) {
  return [
    `curl -X POST ${origin}/v1/jobs \\`,
    `  -H "Authorization: api_key $HITL_KEY" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -H "Idempotency-Key: $(uuidgen)" \\`,
    `  -d '${JSON.stringify(order, null, 2).replaceAll("'", "'\\''")}'`,
  ].join('\n');
}
