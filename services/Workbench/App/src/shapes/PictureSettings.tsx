import { Button, Slider, Switch, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ActionKey } from '../hotkeys/Key';
import { FILTER_MAX, FILTER_MIN, NO_FILTERS, useLook } from './look';
import classes from './shapes.module.css';

/** How the picture is shown; what lies on it stays as it is. */
export default function PictureSettings() {
  const { t } = useTranslation();
  const { filters, setFilters } = useLook();
  return (
    <div className={classes.settings}>
      {(['brightness', 'contrast', 'gamma'] as const).map((name) => (
        <div key={name}>
          <Text size="sm" mb={4}>
            {t(`stage.${name}`)}
          </Text>
          <Slider
            min={FILTER_MIN}
            max={FILTER_MAX}
            label={(value) => `${value}%`}
            thumbLabel={t(`stage.${name}`)}
            value={filters[name]}
            onChange={(value) => setFilters({ ...filters, [name]: value })}
          />
        </div>
      ))}
      <Switch
        label={
          <>
            {t('stage.invert')} <ActionKey action="invert" />
          </>
        }
        checked={filters.isInverted}
        onChange={(event) => setFilters({ ...filters, isInverted: event.currentTarget.checked })}
      />
      <Text size="xs" className="quiet">
        {t('stage.tuneHint')}
      </Text>
      <Button size="xs" variant="default" rightSection={<ActionKey action="resetPicture" />} onClick={() => setFilters(NO_FILTERS)}>
        {t('stage.resetPicture')}
      </Button>
    </div>
  );
}
