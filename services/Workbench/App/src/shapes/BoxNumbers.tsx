import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from '../form/form.module.css';
import type { BoxShape } from './shape';

const SIDES = ['left', 'top', 'width', 'height'] as const;

/** A box in numbers, for whoever types better than they point. */
export default function BoxNumbers({ box, onChange }: { box: BoxShape; onChange: (box: BoxShape) => void }) {
  const { t } = useTranslation();
  return (
    <div className={classes.numbers}>
      {SIDES.map((side) => (
        <NumberInput
          key={side}
          size="xs"
          label={t(`shapes.${side}`)}
          hideControls
          min={0}
          decimalScale={2}
          value={box[side]}
          onChange={(typed) => typeof typed === 'number' && onChange({ ...box, [side]: typed })}
        />
      ))}
    </div>
  );
}
