import { Button, Checkbox, Slider, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { colourOf } from '../form/colours';
import type { ShapeField } from '../form/model';
import { ActionKey } from '../hotkeys/Key';
import { useLook } from './look';
import classes from './shapes.module.css';

/** Which shapes are shown, and how much of the picture they hide. */
export default function LayerSettings({ fields }: { fields: readonly ShapeField[] }) {
  const { t } = useTranslation();
  const { fill, setFill, isSolo, setSolo, hiddenLabels, showLabel, showAll } = useLook();
  const labels = fields.flatMap((field) => field.labels.map((label) => ({ label, colour: colourOf(field.labels, label.value) })));
  return (
    <div className={classes.settings}>
      <div>
        <Text size="sm" mb={4}>
          {t('stage.fill')}
        </Text>
        <Slider min={0} max={100} label={(value) => `${value}%`} thumbLabel={t('stage.fill')} value={fill} onChange={setFill} />
      </div>
      <Switch
        label={
          <>
            {t('stage.solo')} <ActionKey action="solo" />
          </>
        }
        checked={isSolo}
        onChange={(event) => setSolo(event.currentTarget.checked)}
      />
      {labels.length > 0 && (
        <div className={classes.layers}>
          {labels.map(({ label, colour }) => (
            <Checkbox
              key={label.value}
              size="xs"
              label={
                <>
                  <span className={classes.layerSwatch} style={{ background: colour }} /> {label.label ?? label.value}
                </>
              }
              checked={!hiddenLabels.has(label.value)}
              onChange={(event) => showLabel(label.value, event.currentTarget.checked)}
            />
          ))}
        </div>
      )}
      <Button size="xs" variant="default" onClick={showAll}>
        {t('stage.showAll')}
      </Button>
    </div>
  );
}
