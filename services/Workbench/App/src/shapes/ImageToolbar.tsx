import { ActionIcon, Button, Group, Popover, Slider, Switch, Text, Tooltip } from '@mantine/core';
import { IconAdjustments, IconEye, IconEyeOff, IconMaximize, IconMinus, IconPencil, IconPlus, IconPointer } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActionId } from '../hotkeys/actions';
import { ActionKey } from '../hotkeys/Key';
import { useDesk } from '../work/desk';
import classes from './shapes.module.css';

export interface Filters {
  brightness: number;
  contrast: number;
  isInverted: boolean;
}

export const NO_FILTERS: Filters = { brightness: 100, contrast: 100, isInverted: false };

interface Props {
  canDraw: boolean;
  hasShapes: boolean;
  scale: number;
  zoom: (factor: number) => void;
  fit: () => void;
  filters: Filters;
  setFilters: (filters: Filters) => void;
}

export const ZOOM_STEP = 1.3;

export function ImageToolbar({ canDraw, hasShapes, scale, zoom, fit, filters, setFilters }: Props) {
  const { t } = useTranslation();
  const isDrawing = useDesk((desk) => desk.isDrawing);
  const setDrawing = useDesk((desk) => desk.setDrawing);
  const isHidden = useDesk((desk) => desk.isHidden);
  const setHidden = useDesk((desk) => desk.setHidden);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('stage.tools')}>
      {canDraw && (
        <Button.Group>
          <Button
            size="xs"
            variant={isDrawing ? 'filled' : 'default'}
            aria-pressed={isDrawing}
            leftSection={<IconPencil size={16} />}
            rightSection={<ActionKey action="draw" />}
            onClick={() => setDrawing(true)}
          >
            {t('stage.draw')}
          </Button>
          <Button
            size="xs"
            variant={isDrawing ? 'default' : 'filled'}
            aria-pressed={!isDrawing}
            leftSection={<IconPointer size={16} />}
            rightSection={<ActionKey action="select" />}
            onClick={() => setDrawing(false)}
          >
            {t('stage.select')}
          </Button>
        </Button.Group>
      )}
      <Group gap={4} wrap="nowrap">
        <Tool label={t('stage.zoomOut')} action="zoomOut" onClick={() => zoom(1 / ZOOM_STEP)} icon={<IconMinus size={16} />} />
        <Text size="sm" miw="3.2rem" ta="center" aria-label={t('stage.zoom')}>
          {Math.round(scale * 100)}%
        </Text>
        <Tool label={t('stage.zoomIn')} action="zoomIn" onClick={() => zoom(ZOOM_STEP)} icon={<IconPlus size={16} />} />
        <Tool label={t('stage.fit')} action="fit" onClick={fit} icon={<IconMaximize size={16} />} />
      </Group>
      {hasShapes && (
        <Tool
          label={isHidden ? t('stage.showShapes') : t('stage.hideShapes')}
          action="hide"
          onClick={() => setHidden(!isHidden)}
          icon={isHidden ? <IconEyeOff size={16} /> : <IconEye size={16} />}
        />
      )}
      <Popover position="bottom" withArrow>
        <Popover.Target>
          <ActionIcon variant="default" size="md" aria-label={t('stage.picture')}>
            <IconAdjustments size={16} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <div className={classes.filters}>
            {(['brightness', 'contrast'] as const).map((name) => (
              <div key={name}>
                <Text size="sm" mb={4}>
                  {t(`stage.${name}`)}
                </Text>
                <Slider
                  min={20}
                  max={300}
                  label={(value) => `${value}%`}
                  thumbLabel={t(`stage.${name}`)}
                  value={filters[name]}
                  onChange={(value) => setFilters({ ...filters, [name]: value })}
                />
              </div>
            ))}
            <Switch
              label={t('stage.invert')}
              checked={filters.isInverted}
              onChange={(event) => setFilters({ ...filters, isInverted: event.currentTarget.checked })}
            />
            <Button size="xs" variant="default" onClick={() => setFilters(NO_FILTERS)}>
              {t('stage.resetPicture')}
            </Button>
          </div>
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

function Tool({ label, action, onClick, icon }: { label: string; action: ActionId; onClick: () => void; icon: ReactNode }) {
  return (
    <Tooltip
      label={
        <>
          {label} <ActionKey action={action} />
        </>
      }
    >
      <ActionIcon variant="default" size="md" aria-label={label} onClick={onClick}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
