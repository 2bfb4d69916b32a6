import { Anchor, Button } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { lazy, Suspense, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { JsonBlock } from '../content/ContentDisplay';
import { useActions } from '../hotkeys/useHotkeys';
import { Loading } from '../shell/Loading';
import { useDesk } from '../work/desk';
import { filesOf, type Material, onStage } from '../work/materials';
import { FileStrip } from './FileStrip';
import { loadAhead } from './fetched';
import { StageNotice } from './StageNotice';
import classes from './stage.module.css';

const ImageStage = lazy(() => import('../shapes/ImageStage').then(({ ImageStage }) => ({ default: ImageStage })));
const TextStage = lazy(() => import('../spans/TextStage').then(({ TextStage }) => ({ default: TextStage })));
const RecordingStage = lazy(() => import('../media/RecordingStage'));
const PdfStage = lazy(() => import('./PdfStage'));

/** What the job shows: one thing at a time, or side by side where things are compared. */
export function Stage() {
  const assignment = useDesk((desk) => desk.assignment);
  const all = useDesk((desk) => desk.materials);
  const materials = onStage(all);
  const shownId = useDesk((desk) => desk.materialId);
  const show = useDesk((desk) => desk.show);
  const comparison = useDesk((desk) => desk.fields.find((field) => field.type === 'comparison'));
  const index = materials.findIndex((material) => material.id === shownId);
  const step = (by: number) => {
    const next = materials[index + by];
    if (next) show(next.id);
  };
  useActions({ nextFile: () => step(1), previousFile: () => step(-1) });

  // The next file is there before it is asked for.
  const following = materials[index + 1];
  useEffect(() => {
    const file = following && filesOf(assignment).find(({ id }) => id === following.fileId);
    if (file) void loadAhead(file);
  }, [following, assignment]);

  if (comparison?.type === 'comparison') {
    const compared = comparison.sources?.length
      ? materials.filter((material) => comparison.sources?.includes(material.id))
      : materials.filter((material) => material.id.startsWith('attachments['));
    const side = compared.length > 0 ? compared : materials;
    return (
      <div className={classes.side}>
        {side.map((material, at) => (
          <section key={material.id} className={classes.pane} aria-label={material.title}>
            <header className={classes.paneTitle}>
              {at + 1}. {material.title}
            </header>
            <MaterialStage material={material} />
          </section>
        ))}
      </div>
    );
  }

  const shown = materials[index];
  return (
    <div className={classes.single}>
      {materials.length > 1 && <FileStrip materials={materials} shownId={shown?.id ?? null} onShow={show} />}
      {shown && <MaterialStage key={shown.id} material={shown} />}
    </div>
  );
}

function MaterialStage({ material }: { material: Material }) {
  return (
    <Suspense fallback={<Loading />}>
      <OneMaterial material={material} />
    </Suspense>
  );
}

function OneMaterial({ material }: { material: Material }) {
  const { t } = useTranslation();
  switch (material.kind) {
    case 'image':
      return <ImageStage material={material} />;
    case 'text':
      return <TextStage material={material} />;
    case 'audio':
    case 'video':
      return <RecordingStage material={material} />;
    case 'pdf':
      return <PdfStage material={material} />;
    case 'json':
      return (
        <div className={classes.padded}>
          <JsonBlock value={material.json ?? null} />
        </div>
      );
    case 'website':
      return (
        <StageNotice text={t('stage.website')}>
          <Anchor href={safeLink(material.link)} target="_blank" rel="noopener noreferrer nofollow" style={{ overflowWrap: 'anywhere' }}>
            {material.link} <IconExternalLink size={16} aria-hidden="true" />
          </Anchor>
        </StageNotice>
      );
    case 'other':
      return (
        <StageNotice text={t('stage.cannotShow', { name: material.title })}>
          {material.url && (
            <Button component="a" href={material.url} download={material.title} variant="default">
              {t('stage.download')}
            </Button>
          )}
        </StageNotice>
      );
  }
}

/** A stranger's address is only followed where it is one of the web. */
function safeLink(link: string | undefined) {
  return link && /^https?:\/\//i.test(link) ? link : undefined;
}
