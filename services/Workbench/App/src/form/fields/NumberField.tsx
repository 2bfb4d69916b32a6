import { NumberInput } from '@mantine/core';
import type { FieldProps } from '../fieldProps';

export default function NumberField({ field, value, onChange, isReadOnly, labelId, errorId }: FieldProps<'number'>) {
  return (
    <NumberInput
      aria-labelledby={labelId}
      aria-describedby={errorId}
      aria-invalid={errorId ? true : undefined}
      value={typeof value === 'number' ? value : ''}
      min={field.min}
      max={field.max}
      step={field.step}
      clampBehavior="none"
      readOnly={isReadOnly}
      onChange={(typed) => onChange(typeof typed === 'number' ? typed : undefined, true)}
    />
  );
}
