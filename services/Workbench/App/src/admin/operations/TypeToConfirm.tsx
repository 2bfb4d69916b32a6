import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

interface Props {
  word: string;
  value: string;
  onChange: (value: string) => void;
}

/** What cannot be taken back is not done by a slip of the mouse. */
export function TypeToConfirm({ word, value, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('operations.typeToConfirm', { word })}
      value={value}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
