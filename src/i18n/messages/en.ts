// One namespace per feature; Vietnamese is the source, English has the same keys (messages.test.ts).

import accounts from './en/accounts.json';
import annualSummary from './en/annualSummary.json';
import attachments from './en/attachments.json';
import auditTrail from './en/auditTrail.json';
import awardImport from './en/awardImport.json';
import awardPapers from './en/awardPapers.json';
import awardProposals from './en/awardProposals.json';
import awardRules from './en/awardRules.json';
import awards from './en/awards.json';
import awardYear from './en/awardYear.json';
import blocs from './en/blocs.json';
import breakGlass from './en/breakGlass.json';
import cellImport from './en/cellImport.json';
import cellRatings from './en/cellRatings.json';
import checkRules from './en/checkRules.json';
import common from './en/common.json';
import contingencyPlans from './en/contingencyPlans.json';
import departments from './en/departments.json';
import errorPage from './en/errorPage.json';
import figures from './en/figures.json';
import home from './en/home.json';
import hospitalSheet from './en/hospitalSheet.json';
import imports from './en/imports.json';
import indicators from './en/indicators.json';
import modules from './en/modules.json';
import movements from './en/movements.json';
import partyBodies from './en/partyBodies.json';
import partyCommendations from './en/partyCommendations.json';
import partyCounts from './en/partyCounts.json';
import partyExcel from './en/partyExcel.json';
import partyFigures from './en/partyFigures.json';
import partyPapers from './en/partyPapers.json';
import partyYear from './en/partyYear.json';
import people from './en/people.json';
import periods from './en/periods.json';
import plans from './en/plans.json';
import ratingRules from './en/ratingRules.json';
import reminders from './en/reminders.json';
import reorganisation from './en/reorganisation.json';
import reports from './en/reports.json';
import review from './en/review.json';
import rollover from './en/rollover.json';
import search from './en/search.json';
import settings from './en/settings.json';
import sheet from './en/sheet.json';
import shell from './en/shell.json';
import spreadsheet from './en/spreadsheet.json';
import submissions from './en/submissions.json';
import targets from './en/targets.json';
import tasks from './en/tasks.json';

export default {
  common,
  shell,
  home,
  accounts,
  departments,
  periods,
  imports,
  indicators,
  checkRules,
  targets,
  partyPapers,
  partyYear,
  partyCommendations,
  breakGlass,
  partyCounts,
  cellRatings,
  partyFigures,
  ratingRules,
  partyBodies,
  partyExcel,
  awardImport,
  movements,
  blocs,
  awards,
  awardYear,
  awardRules,
  awardPapers,
  awardProposals,
  cellImport,
  spreadsheet,
  rollover,
  reorganisation,
  errorPage,
  figures,
  hospitalSheet,
  plans,
  reminders,
  reports,
  submissions,
  review,
  tasks,
  annualSummary,
  auditTrail,
  search,
  settings,
  sheet,
  modules,
  people,
  attachments,
  contingencyPlans,
};
