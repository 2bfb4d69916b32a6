import { useTranslation } from 'react-i18next';
import { Key } from '../hotkeys/Key';
import { choiceKeys } from './choiceKeys';
import { colourOf } from './colours';
import classes from './form.module.css';
import type { Choice } from './model';

interface Props {
  labels: readonly Choice[];
  value: string | undefined;
  onPick: (label: string) => void;
  showsKeys: boolean;
  isReadOnly: boolean;
}

/** The label that marks get: pressed with its key, printed on it. */
export function LabelPicker({ labels, value, onPick, showsKeys, isReadOnly }: Props) {
  const { t } = useTranslation();
  const keys = choiceKeys(labels);
  return (
    <div className={classes.labels} role="toolbar" aria-label={t('form.labels')}>
      {labels.map((label, index) => {
        const key = keys[index];
        return (
          <button
            key={label.value}
            type="button"
            className={classes.labelButton}
            aria-pressed={label.value === value}
            disabled={isReadOnly}
            onClick={() => onPick(label.value)}
          >
            <span className={classes.labelSwatch} style={{ background: colourOf(labels, label.value) }} />
            {label.label ?? label.value}
            {showsKeys && key && <Key combination={key} />}
          </button>
        );
      })}
    </div>
  );
}
