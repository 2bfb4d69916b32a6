import { Group, Slider, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FieldProps } from '../fieldProps';
import { labelOf } from '../model';
import classes from './fields.module.css';

export default function SliderField({ field, value, onChange, isReadOnly }: FieldProps<'slider'>) {
  const { t } = useTranslation();
  const [min, max] = [field.min ?? 0, field.max ?? 100];
  const step = field.step ?? (max - min > 1 ? 1 : 0.01);
  const isSet = typeof value === 'number';
  return (
    <Group wrap="nowrap" gap="md" align="center">
      <Slider
        className={classes.slider}
        data-unset={!isSet || undefined}
        min={min}
        max={max}
        step={step}
        label={null}
        thumbLabel={labelOf(field)}
        disabled={isReadOnly}
        value={isSet ? value : min}
        onChange={(position) => onChange(tidy(position), true)}
      />
      <Text fw={600} miw="3.5rem" ta="right">
        {isSet ? value : t('form.unset')}
      </Text>
    </Group>
  );
}

/** 9.6, not 9.600000000000001. */
function tidy(value: number) {
  return Number(value.toPrecision(12));
}
