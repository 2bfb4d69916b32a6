import { useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useShallow } from 'zustand/react/shallow';
import { colourOf } from '../form/colours';
import { isShapeField, type ShapeField, visibleFields } from '../form/model';
import { useActions, useKeys } from '../hotkeys/useHotkeys';
import { nearest } from '../stage/fetched';
import { StageNotice } from '../stage/StageNotice';
import { labelFor, useDesk, useDeskStore } from '../work/desk';
import { type Material, materialOf } from '../work/materials';
import { addShape, changeShape, removeSelected, shapeAt } from './editing';
import { Gamma } from './Gamma';
import { type Quarters, type Size, turnedOn } from './geometry';
import { ImageToolbar, ZOOM_STEP } from './ImageToolbar';
import { filterOf, NO_FILTERS, useLook } from './look';
import { FieldShapes, Grips, SketchLayer } from './ShapeLayer';
import classes from './shapes.module.css';
import { useGestures } from './useGestures';
import { useShapeKeys } from './useShapeKeys';
import { useView } from './useView';

/** An image, and what is drawn on it. Zoom changes how wide the image is shown: lines and handles keep their size. */
export function ImageStage({ material }: { material: Material }) {
  const { t } = useTranslation();
  const store = useDeskStore();
  const stage = useRef<HTMLDivElement>(null);
  const [image, setImage] = useState<Size | null>(null);
  const [isBroken, setBroken] = useState(false);
  const [src] = useState(() => nearest(material.url));
  const [quarters, setQuarters] = useState<Quarters>(0);
  const gammaId = useId().replace(/\W/g, '');
  const { filters, setFilters, tune, fill, isSolo, setSolo, hiddenLabels } = useLook();
  const [isSpaceDown, setSpaceDown] = useState(false);
  const { view, size, zoom, pan, reset } = useView(stage, image, quarters);

  const fields = useDesk(
    useShallow((desk) =>
      visibleFields(desk.fields, desk.answers).filter(
        (field): field is ShapeField => isShapeField(field) && materialOf(field, desk.materials)?.id === material.id,
      ),
    ),
  );
  const { answers, suggestions, selected, isDrawing, isHidden, isReadOnly, active } = useDesk(
    useShallow(({ answers, suggestions, selected, isDrawing, isHidden, isReadOnly, active }) => ({
      answers,
      suggestions,
      selected,
      isDrawing,
      isHidden,
      isReadOnly,
      active,
    })),
  );
  const target = fields.find((field) => field.name === active) ?? fields[0] ?? null;
  const drawing = isDrawing && !isReadOnly && !isHidden ? target : null;
  const nextLabel = useDesk((desk) => (target ? labelFor(desk, target) : undefined));

  const gestures = useGestures({
    view,
    image,
    quarters,
    drawing,
    isReadOnly,
    isPanning: () => isSpaceDown,
    shapeAt: (mark) => shapeAt(store, mark),
    add: (field, shape) => addShape(store, field, shape),
    change: (mark, shape) => changeShape(store, mark, shape),
    select: (mark) => {
      if (target) store.getState().activate(target.name);
      store.getState().select(mark);
    },
    pan,
    tune,
    zoom,
  });
  const { sketch } = gestures;

  const rotate = () => setQuarters(turnedOn);
  useShapeKeys(store, image, quarters, gestures);
  useActions({
    draw: fields.length > 0 && !isReadOnly && (() => store.getState().setDrawing(true)),
    select: fields.length > 0 && !isReadOnly && (() => store.getState().setDrawing(false)),
    hide: fields.length > 0 && (() => store.getState().setHidden(!isHidden)),
    remove: !isReadOnly && (() => (gestures.isOpen ? gestures.dropLast() : removeSelected(store))),
    zoomIn: () => zoom(ZOOM_STEP),
    zoomOut: () => zoom(1 / ZOOM_STEP),
    fit: reset,
    rotate,
    solo: fields.length > 0 && (() => setSolo(!isSolo)),
    invert: () => setFilters({ ...filters, isInverted: !filters.isInverted }),
    resetPicture: () => {
      setFilters(NO_FILTERS);
      setQuarters(0);
    },
  });
  useKeys({ Space: () => setSpaceDown(true) }, 'screen');
  useEffect(() => {
    const onUp = (event: KeyboardEvent) => event.code === 'Space' && setSpaceDown(false);
    window.addEventListener('keyup', onUp);
    return () => window.removeEventListener('keyup', onUp);
  }, []);

  const selectedShape = selected && (sketch?.kind === 'change' ? sketch.shape : shapeAt(store, selected));
  const sketchField = sketch?.kind === 'change' ? fields.find((field) => field.name === sketch.mark.field) : target;
  const sketchLabel = sketch?.kind === 'change' ? sketch.shape.label : nextLabel;

  return (
    <>
      <ImageToolbar canDraw={fields.length > 0 && !isReadOnly} fields={fields} scale={view.scale} zoom={zoom} fit={reset} rotate={rotate} />
      <div
        ref={stage}
        className={classes.stage}
        data-testid="image-stage"
        data-tool={drawing ? 'draw' : 'select'}
        data-panning={isSpaceDown || undefined}
        data-scale={view.scale}
        {...gestures.handlers}
      >
        {isBroken && <StageNotice text={t('stage.notLoaded')} />}
        {filters.gamma !== 100 && <Gamma id={gammaId} gamma={filters.gamma} />}
        <div
          className={classes.layer}
          style={{ width: size.width, height: size.height, transform: `translate(-50%, -50%) rotate(${90 * quarters}deg)` }}
        >
          <img
            className={classes.image}
            data-near={view.scale >= 6 || undefined}
            src={src}
            alt={material.title}
            draggable={false}
            onLoad={({ currentTarget }) => {
              setBroken(false);
              setImage({ width: currentTarget.naturalWidth, height: currentTarget.naturalHeight });
            }}
            onError={() => setBroken(true)}
            width={image ? image.width * view.scale : undefined}
            style={{
              transform: `translate(${view.x}px, ${view.y}px)`,
              visibility: image ? undefined : 'hidden',
              filter: filterOf(filters, gammaId),
            }}
          />
          {image && !isHidden && (
            <svg className={classes.overlay} role="img" aria-label={t('stage.shapes')} style={{ ['--fill' as string]: fill / 100 }}>
              <g transform={`translate(${view.x} ${view.y}) scale(${view.scale})`}>
                {fields.map((field) => (
                  <FieldShapes
                    key={field.name}
                    field={field}
                    value={answers[field.name]}
                    suggestion={suggestions?.[field.name]}
                    changing={sketch?.kind === 'change' && sketch.mark.field === field.name ? sketch.mark.index : null}
                    selected={selected?.field === field.name ? selected.index : null}
                    scale={field.type === 'points' ? view.scale : 1}
                    hiddenLabels={hiddenLabels}
                    isSolo={isSolo && selected !== null}
                  />
                ))}
                {sketchField && (
                  <SketchLayer sketch={sketch} kind={sketchField.type} colour={colourOf(sketchField.labels, sketchLabel)} view={view} />
                )}
              </g>
              {selected && selectedShape && !isReadOnly && <Grips shape={selectedShape} mark={selected} view={view} quarters={quarters} />}
            </svg>
          )}
        </div>
      </div>
    </>
  );
}
