import { IconFileText, IconHeadphones, IconMovie, IconPhoto, IconWorld } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ActionKey } from '../hotkeys/Key';
import type { Material, MaterialKind } from '../work/materials';
import classes from './stage.module.css';

const ICONS: Partial<Record<MaterialKind, typeof IconPhoto>> = {
  image: IconPhoto,
  audio: IconHeadphones,
  video: IconMovie,
  website: IconWorld,
};

interface Props {
  materials: readonly Material[];
  shownId: string | null;
  onShow: (id: string) => void;
}

export function FileStrip({ materials, shownId, onShow }: Props) {
  const { t } = useTranslation();
  return (
    <nav className={classes.strip} aria-label={t('stage.files')}>
      <ActionKey action="previousFile" />
      {materials.map((material, index) => {
        const Icon = ICONS[material.kind] ?? IconFileText;
        return (
          <button
            key={material.id}
            type="button"
            className={classes.tab}
            aria-current={material.id === shownId || undefined}
            title={material.title}
            onClick={() => onShow(material.id)}
          >
            <Icon size={16} aria-hidden="true" />
            <span>
              {index + 1}. {material.title}
            </span>
          </button>
        );
      })}
      <ActionKey action="nextFile" />
    </nav>
  );
}
