import { ActionIcon, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight, IconMinus, IconPlus } from '@tabler/icons-react';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Document, Page, pdfjs } from 'react-pdf';
import 'react-pdf/dist/Page/AnnotationLayer.css';
import 'react-pdf/dist/Page/TextLayer.css';
import { Loading } from '../shell/Loading';
import type { Material } from '../work/materials';
import { StageNotice } from './StageNotice';
import classes from './stage.module.css';

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl;

const ZOOM_STEP = 1.25;

/** A page at a time; nothing in the file is run, and its links lead nowhere by themselves. */
export default function PdfStage({ material }: { material: Material }) {
  const { t } = useTranslation();
  const [pages, setPages] = useState(0);
  const [page, setPage] = useState(1);
  const [scale, setScale] = useState(1);
  const options = useMemo(() => ({ isEvalSupported: false, enableXfa: false, useWasm: false }), []);
  return (
    <>
      <div className={classes.pdfBar}>
        <ActionIcon variant="default" aria-label={t('stage.previousPage')} disabled={page <= 1} onClick={() => setPage(page - 1)}>
          <IconChevronLeft size={16} />
        </ActionIcon>
        <Text size="sm">{t('stage.page', { page, pages })}</Text>
        <ActionIcon variant="default" aria-label={t('stage.nextPage')} disabled={page >= pages} onClick={() => setPage(page + 1)}>
          <IconChevronRight size={16} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('stage.zoomOut')} onClick={() => setScale(scale / ZOOM_STEP)}>
          <IconMinus size={16} />
        </ActionIcon>
        <ActionIcon variant="default" aria-label={t('stage.zoomIn')} onClick={() => setScale(scale * ZOOM_STEP)}>
          <IconPlus size={16} />
        </ActionIcon>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <div className={classes.pdf} tabIndex={0} data-testid="pdf-stage">
        <Document
          file={material.url}
          options={options}
          externalLinkTarget="_blank"
          externalLinkRel="noopener noreferrer nofollow"
          loading={<Loading />}
          error={<StageNotice text={t('stage.notLoaded')} />}
          onLoadSuccess={({ numPages }) => setPages(numPages)}
        >
          <Page pageNumber={page} scale={scale} renderAnnotationLayer={false} />
        </Document>
      </div>
    </>
  );
}
