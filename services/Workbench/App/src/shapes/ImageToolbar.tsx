import { ActionIcon, Button, Group, Popover, Text, Tooltip } from '@mantine/core';
import {
  IconAdjustments,
  IconEye,
  IconEyeOff,
  IconMaximize,
  IconMinus,
  IconPencil,
  IconPlus,
  IconPointer,
  IconRotateClockwise,
  IconStack2,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ShapeField } from '../form/model';
import type { ActionId } from '../hotkeys/actions';
import { ActionKey } from '../hotkeys/Key';
import { soon } from '../shell/soon';
import { useDesk } from '../work/desk';
import classes from './shapes.module.css';

const loadPictureSettings = () => import('./PictureSettings');
const loadLayerSettings = () => import('./LayerSettings');
const PictureSettings = lazy(loadPictureSettings);
const LayerSettings = lazy(loadLayerSettings);

interface Props {
  canDraw: boolean;
  fields: readonly ShapeField[];
  scale: number;
  zoom: (factor: number) => void;
  fit: () => void;
  rotate: () => void;
}

export const ZOOM_STEP = 1.3;

export function ImageToolbar({ canDraw, fields, scale, zoom, fit, rotate }: Props) {
  const { t } = useTranslation();
  const hasShapes = fields.length > 0;

  useEffect(() => soon(loadPictureSettings, loadLayerSettings), []);
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
      {hasShapes && (
        <Settings label={t('stage.layers')} icon={<IconStack2 size={16} />}>
          <LayerSettings fields={fields} />
        </Settings>
      )}
      <Tool label={t('stage.rotate')} action="rotate" onClick={rotate} icon={<IconRotateClockwise size={16} />} />
      <Settings label={t('stage.picture')} icon={<IconAdjustments size={16} />}>
        <PictureSettings />
      </Settings>
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

/** What is rarely changed opens in a box of its own, and is loaded then. */
function Settings({ label, icon, children }: { label: string; icon: ReactNode; children: ReactNode }) {
  return (
    <Popover position="bottom" withArrow>
      <Popover.Target>
        <ActionIcon variant="default" size="md" aria-label={label}>
          {icon}
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={null}>{children}</Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
