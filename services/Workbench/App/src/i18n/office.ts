import i18next from 'i18next';
import { enOffice } from './enOffice';
import { koOffice } from './koOffice';

// A namespace of its own: it comes with the administrators' pages, not with everybody's.
i18next.addResourceBundle('en', 'office', enOffice);
i18next.addResourceBundle('ko', 'office', koOffice);
