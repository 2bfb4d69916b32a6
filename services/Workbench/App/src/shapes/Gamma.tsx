import classes from './shapes.module.css';

/** Lightens or darkens the middle tones, which brightness and contrast do not. */
export function Gamma({ id, gamma }: { id: string; gamma: number }) {
  const exponent = 100 / gamma;
  return (
    <svg className={classes.gamma} aria-hidden="true">
      <filter id={id} colorInterpolationFilters="sRGB">
        <feComponentTransfer>
          <feFuncR type="gamma" exponent={exponent} />
          <feFuncG type="gamma" exponent={exponent} />
          <feFuncB type="gamma" exponent={exponent} />
        </feComponentTransfer>
      </filter>
    </svg>
  );
}
