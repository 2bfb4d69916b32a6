import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useDesk } from '../work/desk';
import classes from './form.module.css';

interface Props {
  field: string;
  index: number;
  colour: string;
  text: string;
  isSuggested: boolean;
  isReadOnly: boolean;
  onRemove: () => void;
}

/** One box, span or segment in the list beside: chosen, mended and removed without the mouse. */
export function MarkRow({ field, index, colour, text, isSuggested, isReadOnly, onRemove }: Props) {
  const { t } = useTranslation();
  const isSelected = useDesk((desk) => desk.selected?.field === field && desk.selected.index === index);
  const select = useDesk((desk) => desk.select);
  return (
    <div
      className={classes.mark}
      data-selected={isSelected || undefined}
      data-suggested={isSuggested || undefined}
      style={{ borderLeftColor: colour }}
    >
      <button type="button" className={classes.markMain} aria-pressed={isSelected} title={text} onClick={() => select({ field, index })}>
        {index + 1}. {text}
        {isSuggested && <span className="visually-hidden">, {t('form.suggested')}</span>}
      </button>
      {!isReadOnly && (
        <ActionIcon variant="subtle" aria-label={t('form.removeMark', { name: `${index + 1}. ${text}` })} onClick={onRemove}>
          <IconTrash size={16} />
        </ActionIcon>
      )}
    </div>
  );
}
