import i18next from 'i18next';
import { enOperations } from './enOperations';

// Comes with the administrators' pages: the labelling page need not load it. In Korean it comes with everything else.
i18next.addResourceBundle('en', 'translation', enOperations, true);
