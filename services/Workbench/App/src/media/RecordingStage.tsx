import { ActionIcon, Group, Select, Slider, Text, Tooltip } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay, IconPlayerTrackNext, IconPlayerTrackPrev } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { isRecordingField, visibleFields } from '../form/model';
import { ActionKey } from '../hotkeys/Key';
import { useActions } from '../hotkeys/useHotkeys';
import { nearest } from '../stage/fetched';
import { StageNotice } from '../stage/StageNotice';
import { useDesk, useDeskStore } from '../work/desk';
import { type Material, materialOf } from '../work/materials';
import classes from './media.module.css';
import { JUMP_S, SPEEDS, usePlayer, ZOOM_MAX } from './player';
import { addSegment, clock, removeSegment, type SegmentsField, segmentsOf } from './segments';
import { Timeline } from './Timeline';
import { waveformQuery } from './waveform';

/** A recording with its timeline; every key works from inside the text field beside it, too. */
export default function RecordingStage({ material }: { material: Material }) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const player = usePlayer();
  const media = useRef<HTMLVideoElement & HTMLAudioElement>(null);
  const started = useRef<number | null>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [isBroken, setBroken] = useState(false);
  const [now, setNow] = useState(0);
  const peaks = useQuery(waveformQuery(material.url ?? '')).data ?? null;
  const [src] = useState(() => nearest(material.url));
  const isReadOnly = useDesk((desk) => desk.isReadOnly);
  const active = useDesk((desk) => desk.active);
  const fields = useDesk(
    useShallow((desk) =>
      visibleFields(desk.fields, desk.answers).filter(
        (field): field is SegmentsField =>
          isRecordingField(field) && field.type === 'segments' && materialOf(field, desk.materials)?.id === material.id,
      ),
    ),
  );
  const field = fields.find((one) => one.name === active) ?? fields[0] ?? null;
  const { attach, zoom, setZoom } = player;

  useEffect(() => {
    attach(media.current);
    return () => attach(null);
  }, [attach]);

  function startSegment() {
    started.current = media.current?.currentTime ?? null;
  }

  function endSegment() {
    const from = started.current;
    started.current = null;
    if (!field || from === null || !media.current) return;
    const index = addSegment(store, field, from, media.current.currentTime, player.duration);
    if (index >= 0) store.getState().select({ field: field.name, index });
  }

  /** Chooses the segment so far behind the selected one, and plays it: what is typed next is its text. */
  function playSegment(by: number) {
    if (!field) return;
    const { answers, selected, select } = store.getState();
    const segments = segmentsOf(answers[field.name]);
    const index = selected?.field === field.name ? selected.index + by : by < 0 ? segments.length - 1 : 0;
    const segment = segments[index];
    if (!segment) return;
    select({ field: field.name, index });
    player.playStretch(segment.start, segment.end);
  }

  useActions({
    play: player.toggle,
    back: () => player.jump(-JUMP_S),
    forward: () => player.jump(JUMP_S),
    slower: () => player.faster(-1),
    faster: () => player.faster(1),
    playSegment: field && (() => playSegment(0)),
    nextSegment: field && (() => playSegment(1)),
    previousSegment: field && (() => playSegment(-1)),
    segmentStart: field && !isReadOnly && startSegment,
    segmentEnd: field && !isReadOnly && endSegment,
    remove:
      !isReadOnly &&
      (() => {
        const { selected } = store.getState();
        if (field && selected?.field === field.name) removeSegment(store, field, selected.index);
      }),
  });

  const events = {
    ref: media,
    src,
    preload: 'auto',
    onLoadedMetadata: () => player.setDuration(media.current?.duration ?? 0),
    onDurationChange: () => player.setDuration(media.current?.duration ?? 0),
    onPlay: () => setPlaying(true),
    onPause: () => setPlaying(false),
    onTimeUpdate: () => setNow(media.current?.currentTime ?? 0),
    onError: () => setBroken(true),
  } as const;

  return (
    <div className={classes.stage} data-testid="recording-stage">
      {isBroken && <StageNotice text={t('stage.notLoaded')} />}
      {material.kind === 'video' ? (
        <video {...events} className={classes.video} playsInline onClick={player.toggle} />
      ) : (
        <audio {...events} />
      )}
      <Timeline peaks={peaks} field={field} zoom={zoom} />
      <Group className={classes.controls} gap="sm" role="toolbar" aria-label={t('media.controls')}>
        <Tooltip label={<ActionKey action="back" />}>
          <ActionIcon variant="default" size="lg" aria-label={t('media.back')} onClick={() => player.jump(-JUMP_S)}>
            <IconPlayerTrackPrev size={18} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={<ActionKey action="play" />}>
          <ActionIcon size="xl" aria-label={isPlaying ? t('media.pause') : t('media.play')} onClick={player.toggle}>
            {isPlaying ? <IconPlayerPause size={22} /> : <IconPlayerPlay size={22} />}
          </ActionIcon>
        </Tooltip>
        <Tooltip label={<ActionKey action="forward" />}>
          <ActionIcon variant="default" size="lg" aria-label={t('media.forward')} onClick={() => player.jump(JUMP_S)}>
            <IconPlayerTrackNext size={18} />
          </ActionIcon>
        </Tooltip>
        <Text size="sm" ff="monospace">
          {clock(now)} / {clock(player.duration)}
        </Text>
        <Select
          size="xs"
          w={90}
          aria-label={t('media.speed')}
          allowDeselect={false}
          data={[...new Set([...SPEEDS, player.speed])]
            .sort((a, b) => a - b)
            .map((speed) => ({ value: String(speed), label: `${speed}×` }))}
          value={String(player.speed)}
          onChange={(speed) => speed && player.setSpeed(Number(speed))}
        />
        <Group gap={8} className={classes.zoom} wrap="nowrap">
          <Text size="xs" className="quiet">
            {t('stage.zoom')}
          </Text>
          <Slider flex={1} size="sm" min={1} max={ZOOM_MAX} label={null} thumbLabel={t('stage.zoom')} value={zoom} onChange={setZoom} />
        </Group>
      </Group>
    </div>
  );
}
