import { ActionIcon, Anchor } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { ownUrl } from '../api/http';
import type { Assignment } from '../api/work';
import { Loading } from '../shell/Loading';
import { StageNotice } from '../stage/StageNotice';
import classes from './work.module.css';

const PdfStage = lazy(() => import('../stage/PdfStage'));
const WordDocument = lazy(() => import('../content/WordDocument'));
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The project's instructions beside the work. */
export function Instructions({ assignment, onClose }: { assignment: Pick<Assignment, 'instructions_file'>; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <aside className={classes.instructions} aria-label={t('work.instructions')}>
      <div className={classes.instructionsHead}>
        {t('work.instructions')}
        <ActionIcon variant="subtle" aria-label={t('common.close')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      {assignment.instructions_file ? (
        <InstructionsFile url={ownUrl(assignment.instructions_file)} />
      ) : (
        <StageNotice text={t('work.noInstructions')} />
      )}
    </aside>
  );
}

export function InstructionsFile({ url }: { url: string }) {
  const { t } = useTranslation();
  const file = useQuery({
    queryKey: ['file-type', url.split('?')[0]],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async ({ signal }) => {
      const response = await fetch(url, { method: 'HEAD', signal });
      if (!response.ok) throw new Error(response.statusText);
      return response.headers.get('Content-Type') ?? '';
    },
  });
  if (file.isPending) return <Loading />;
  if (file.isError) return <StageNotice text={t('stage.notLoaded')} />;
  if (file.data.startsWith('image/')) return <img className={classes.instructionsImage} src={url} alt={t('work.instructions')} />;
  if (file.data.startsWith('application/pdf'))
    return (
      <Suspense fallback={<Loading />}>
        <PdfStage material={{ id: 'instructions', kind: 'pdf', title: t('work.instructions'), url }} />
      </Suspense>
    );
  const elsewhere = (
    <StageNotice text={t('work.instructionsElsewhere')}>
      <Anchor href={url} download>
        {t('stage.download')}
      </Anchor>
    </StageNotice>
  );
  if (!file.data.startsWith(WORD)) return elsewhere;
  return (
    <div className={classes.instructionsText}>
      <Suspense fallback={<Loading />}>
        <WordDocument url={url} otherwise={elsewhere} />
      </Suspense>
    </div>
  );
}
