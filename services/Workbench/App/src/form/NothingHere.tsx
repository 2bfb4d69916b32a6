import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Json } from '../api/work';

interface Props {
  value: Json | undefined;
  onChange: (value: Json | undefined) => void;
  isReadOnly: boolean;
}

/** That there is nothing to mark is an answer, and another one than none. */
export function NothingHere({ value, onChange, isReadOnly }: Props) {
  const { t } = useTranslation();
  const isNothing = Array.isArray(value);
  return (
    <Checkbox
      size="sm"
      label={t('form.nothingHere')}
      checked={isNothing}
      disabled={isReadOnly}
      onChange={(event) => onChange(event.currentTarget.checked ? [] : undefined)}
    />
  );
}
