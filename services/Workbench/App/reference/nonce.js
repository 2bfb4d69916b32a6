// Style elements that the reference makes get the page's nonce: the policy lets in no others, and most of its parts do not ask for one.
{
  const nonce = document.querySelector('meta[property="csp-nonce"]').content;
  const create = document.createElement.bind(document);
  document.createElement = (name, options) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };
}
