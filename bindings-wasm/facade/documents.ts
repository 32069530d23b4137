// Made of core/schemas by building/types.js: not to be edited.

/** Any JSON value. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** An id that an event concerns. */
export interface About {
  /** As what, where a noun alone does not say it: `from`, `into`, `learner` … */
  as?: string | null;
  /** The id. */
  id: string;
  /** `person`, `household`, `unit`, `team`, `committee`, `organisation`, `stall`, `activity`. */
  noun: string;
}

/** What was done in a period. */
export interface Activity {
  /** The day asked about. */
  day: string;
  /** First day that was counted. */
  from: string;
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** The counts that are made anew for each row and need not add up. */
  made_anew: string[];
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** How periods follow one another. */
  period: string;
  /** Rows by level, highest first; within a level each unit in the order of codes, then remainders, then what is unassigned; within each of these by stratum, `none` last. */
  rows: DoneRow[];
  /** Whether the rows of a unit over its strata add up to the unit in what is not made anew: not if an activity stands in several. */
  strata_add_up: boolean;
  /** By what the rows of a unit are parted; null: by nothing. */
  stratify: DoneBy | null;
  /** Everything in the answer together. */
  total: DoneCounts;
  /** Id of the unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** First day after those that were counted. */
  until: string;
  /** Version of the words and forms of answers: [`ANSWERS`](crate::coverage::ANSWERS). */
  v: number;
}

/** A question of what was done in a period, as a document. */
export interface ActivityQuestion {
  /** Levels to answer at; empty: every level, of `unit` and below where given. */
  by?: string[];
  /** The day asked about: the period that it lies in is answered up to this day. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** On which map activities are counted: `then`, that of `day`; `now`, that of `today`; or that of a day. An activity is followed to it from its own day. */
  map?: string;
  /** How periods follow one another: `month`, `quarter`, `year`; `month:15` from the 15th of the month before to the 14th. */
  period?: string;
  /** By what the rows of a unit are parted further; null: by nothing. */
  stratify?: DoneBy | null;
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or by its code on the day of the map; null: everywhere. */
  unit?: string | null;
}

/** What became of a record. */
export interface Answer {
  /** The number of what became of it. */
  code: number;
  /** The digest of its event: with it a correction or retraction names it. */
  digest: string;
  /** Whether what it says holds. */
  holds: boolean;
  /** The kind of its event; empty where that cannot be read. */
  kind: string;
  /** The records that it repeats, contradicts or gives way to. */
  others: string[];
  /** What became of it. */
  outcome: Became;
  /** Why, unless it is simply in effect. */
  reason: Fault | null;
  /** Which record. */
  record: string;
}

/** One of three values. */
export type AnswerWritten = "true" | "false" | "unknown";

/** The answer to `answers`: what became of each record. */
export interface Answers {
  /** By device, epoch, number and digest. */
  answers: Answer[];
}

/** The answer to `append`. */
export interface Appended {
  /** What is to be put at the end of the device's file. Nothing is recorded before it is stored; then the files are opened again. */
  bytes: string;
  /** What a new file begins with. */
  header: string;
  /** The records, one an entry. */
  records: string[];
}

/** One question to ask. */
export type Ask = {
  ask: "skill";
  /** Who. */
  person: Named;
  /** Code of the skill. */
  skill: string;
} | {
  ask: "platform";
  /** On whose behalf. */
  owner: Named;
  /** Code of the platform. */
  platform: string;
} | {
  ask: "who_else";
  /** Which. */
  household: Named;
};

/** An event to be recorded. */
export interface AskedEntry {
  /** The event: a document. */
  event: { [name: string]: Json };
  /** Whether the event came out of tables. */
  imported?: boolean;
  /** Sixteen random bytes; needed where the event has a personal part. */
  salt?: string | null;
}

/** The level that a raise starts from. */
export type Basis = "found" | "stale" | "not_assessed";

/** What the straight line to a target begins at. */
export type BasisWritten = "baseline" | "previous_target" | "start";

/** What became of a record. Numbers and names never change their meaning. */
export type Became = "in-effect" | "repeated" | "pending" | "conflicting" | "without-authority" | "unknown-kind" | "broken" | "replaced" | "retracted";

/** An earlier figure that another can be compared with. */
export type Before = {
  /** How much more it is since: parts per million of a share, thousandths of a point, or so many; for a rank how many places up. */
  change: number;
  /** First day of its period. */
  from: string;
  /** First day after it. */
  until: string;
} & ({
  /** Of how many. */
  denominator: number;
  form: "share";
  /** How many. */
  numerator: number;
  /** In parts per million, rounded down. */
  share: number;
} | {
  /** How many. */
  count: number;
  form: "count";
} | {
  form: "score";
  /** Of how many. */
  out_of: number;
  /** How many. */
  points: number;
} | {
  /** Among how many. */
  among: number;
  form: "rank";
  /** The place. */
  rank: number;
});

/** Two records that may be of one person or household. */
export interface Candidate {
  /** What they are records of: `person` or `household`. */
  noun: string;
  /** One id, the first by its bytes. */
  one: string;
  /** The other. */
  other: string;
  /** Why. */
  reasons: Likeness[];
  /** The sum of the weights of the reasons, of 100. */
  score: number;
}

/** A catalogue of 5 to 64 skills on one ladder of 3 to 15 levels. The lowest level is *not yet*; "not assessed" is never a level. */
export interface Catalogue {
  /** The catalogue's code. */
  code: string;
  /** Code of the level that counts as fluent (thành thạo). */
  fluent: string;
  /** The ladder, lowest level first. */
  levels: Level[];
  /** Names. */
  names: Names;
  /** The skills, in the order in which they are listed. */
  skills: Skill[];
  /** Edition of the catalogue, as its publisher calls it. */
  version: string;
}

/** Why a count has changed. The list is whole: there is no *other*. */
export type Cause = "learned" | "level_lowered" | "newly_assessed" | "set_up" | "evidence_aged" | "age_reached" | "flag_changed" | "advocate_changed" | "household_opened" | "household_closed" | "household_moved" | "household_listed" | "household_split" | "household_joined" | "born" | "moved_in" | "moved_out" | "died" | "stall_changed" | "member_changed" | "team_changed" | "place_reformed" | "rule_changed" | "corrected";

/** What has arrived of a device and epoch. */
export interface ChainSummary {
  /** The device. */
  device: string;
  /** Which life of it. */
  epoch: number;
  /** The greatest number that has arrived. */
  greatest: number;
  /** How far one record follows on another from the first on. */
  reached: number;
}

/** One change. */
export type Change = {
  /** What the present level rests on. */
  basis: Basis;
  change: "raise";
  /** Levels to climb, 1 at least. */
  cost: number;
  /** The kind of evidence that the rule will count. */
  evidence: Evidence;
  /** Code of the present level; null where there is none that counts. */
  from: string | null;
  /** Who. */
  person: Named;
  /** Code of the skill. */
  skill: string;
  /** Code of the level to reach. */
  to: string;
} | {
  change: "set_up";
  /** 1. */
  cost: number;
  /** How far it is now; null where nobody has asked. */
  from: SetupState | null;
  /** On whose behalf: a person, a household or a stall. */
  owner: Named;
  /** Code of the platform. */
  platform: string;
  /** How far it must be. */
  to: SetupState;
} | {
  /** Which. */
  body: Named;
  change: "add_member";
  /** 1. */
  cost: number;
  /** Code of the force that the rule wants; null where any will do. */
  force: string | null;
  /** The person who joins. */
  person: Named;
  /** Code of the role. */
  role: string;
} | {
  /** Of which team or committee. */
  body: Named;
  change: "appoint_head";
  /** 1. */
  cost: number;
  /** Who. */
  person: Named;
} | {
  change: "form_team";
  /** 1. */
  cost: number;
  /** The new team. */
  team: Named;
  /** Of which unit. */
  unit: Named;
} | {
  change: "form_committee";
  /** The new committee. */
  committee: Named;
  /** 1. */
  cost: number;
  /** Of which unit. */
  unit: Named;
};

/** A question of what has changed between two moments. */
export interface ChangeQuestion {
  /** Levels to answer at; empty: every level of either map. */
  by?: string[];
  /** The earlier moment. */
  from: Moment;
  /** On which map: `then`, each day's own; `now`, that of `today`; or that of a day. */
  map?: string;
  /** Values of the rule's parameters. */
  parameters?: Given[];
  /** How many of the subjects that changed are named, those of the last changes first. */
  subjects?: number;
  /** The later moment. */
  to: Moment;
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or code on the later map; null: everywhere. */
  unit?: string | null;
}

/** A row: a unit, a remainder, or what no unit contains. */
export interface ChangeRow {
  /** The counts of the later moment. */
  after: Counts;
  /** The counts of the earlier moment. */
  before: Counts;
  /** Its code on the day of the map. */
  code: string;
  /** What made the difference: before, less those who left a count, with those who entered it, is after, for every count. */
  flows: Flow[];
  /** The level that the row belongs to. */
  level: string;
  /** Its name on the day of the map. */
  name: string;
  /** What it stands for. */
  row: RowKind;
  /** Id of the unit; empty where unassigned. */
  unit: string;
}

/** Counts at either moment, and what made the difference. */
export interface Changed {
  /** The counts of the later moment. */
  after: Counts;
  /** The counts of the earlier moment. */
  before: Counts;
  /** What made the difference: before, less those who left a count, with those who entered it, is after, for every count. */
  flows: Flow[];
}

/** A subject whose count has changed. */
export interface ChangedSubject {
  /** The last change that altered the count. */
  cause: Cause;
  /** The count that it left; null: it was not there. */
  from: Verdict | null;
  /** The day of that change; of what was corrected, the earlier of the two. */
  on: string;
  /** The id of the person whom that change is about; null where it is about nobody. */
  person: string | null;
  /** Its id. */
  subject: string;
  /** The count that it entered; null: it is not there any more. */
  to: Verdict | null;
  /** The id of the unit that it stands in at the later moment, or stood in at the earlier where it is not there any more; empty where no unit contains it. */
  unit: string;
}

/** A steering committee that closes. */
export interface ClosedCommittee {
  /** The committee. */
  committee: string;
  /** The committee that takes its members and teams over, with the roles and forces that they had; null: their seats end. */
  into?: string | null;
}

/** What a quantifier ranges over. */
export type Collection = "residents" | "stalls" | "members" | "teams" | "committees" | {
  units: string;
};

/** A column of a table. */
export interface Column {
  /** Further headers that are understood. */
  also: string[];
  /** A cell as it may look. */
  example: string;
  /** Whether the column is part of the key of a row. */
  key: boolean;
  /** What its cells hold. */
  kind: TablesKind;
  /** The header in English: the stable name. */
  name: string;
  /** Whether its cells are personal: messages leave them out. */
  personal: boolean;
  /** Whether the column must be there and its cells filled. */
  required: boolean;
  /** The header in Vietnamese. */
  vi: string;
}

/** Two figures of one edition. */
export interface ComparedFigures {
  /** How much more the second is: parts per million of a share, thousandths of a point, or so many; for a rank how many places up. */
  change: number;
  /** The first. */
  first: FigureRow;
  /** The second. */
  second: FigureRow;
  /** Version of the words and forms of answers. */
  v: number;
}

/** A condition of a rule. Each is asked of something (a household, a resident, a member, a stall, a team, a unit) and answers true, false or unknown. */
export type Condition = {
  all_of: Condition[];
} | {
  any_of: Condition[];
} | {
  not: Condition;
} | {
  some: HowMany;
} | {
  all: HowMany;
} | {
  share: HowMany;
} | {
  together: {
    /** Of what. */
    of: Collection;
    /** Which skills. */
    skills: Skills;
  };
} | {
  skills: Skills;
} | {
  age: {
    /** At most. */
    max?: number | null;
    /** At least. */
    min?: number | null;
  };
} | {
  sex: Sex;
} | {
  residence: string[];
} | {
  flag: string;
} | {
  platform: {
    /** One of these platforms. */
    any_of: string[];
    /** In one of these states. */
    states: SetupState[];
  };
} | {
  advocate: {
    /** And has taught another resident of the household. */
    taught_another?: boolean;
  };
} | {
  role: string[];
} | {
  force: string[];
} | {
  kind: string[];
} | {
  level: string[];
} | "empty";

/** A condition of a rule. Each is asked of something (a household, a resident, a member, a stall, a team, a unit) and answers true, false or unknown. */
export type ConditionWritten = {
  all_of: ConditionWritten[];
} | {
  any_of: ConditionWritten[];
} | {
  not: ConditionWritten;
} | {
  some: HowManyWritten;
} | {
  all: HowManyWritten;
} | {
  share: HowManyWritten;
} | {
  together: {
    /** Of what. */
    of: Collection;
    /** Which skills. */
    skills: Skills;
  };
} | {
  skills: Skills;
} | {
  age: {
    /** At most. */
    max?: number | null;
    /** At least. */
    min?: number | null;
  };
} | {
  sex: Sex;
} | {
  residence: string[];
} | {
  flag: string;
} | {
  platform: {
    /** One of these platforms. */
    any_of: string[];
    /** In one of these states. */
    states: SetupState[];
  };
} | {
  advocate: {
    /** And has taught another resident of the household. */
    taught_another: boolean;
  };
} | {
  role: string[];
} | {
  force: string[];
} | {
  kind: string[];
} | {
  level: string[];
} | "empty";

/** The answer to a conversion. */
export interface Converted {
  /** The files, in UTF-8. */
  files: File[];
  /** What was left out or mended while the files were read. */
  notes: Report;
  /** How much could not be said in this form. */
  unsaid: Unsaid;
}

/** How many subjects went where. `population = excluded + numerator + not_covered + not_assessed`; `undetermined` and `outside` stand beside it. */
export interface Counts {
  /** Excluded (loại trừ). */
  excluded: number;
  /** Not assessed (chưa đánh giá). */
  not_assessed: number;
  /** Not covered (chưa đạt). */
  not_covered: number;
  /** Covered (đạt). */
  numerator: number;
  /** Not in the population. */
  outside: number;
  /** Subjects considered (đối tượng xét). */
  population: number;
  /** High end of the share, in parts per million. */
  share_high: number | null;
  /** Low end of the share, in parts per million. */
  share_low: number | null;
  /** Not known whether in the population, or excluded (chưa xác định). */
  undetermined: number;
}

/** Whether a target that is not due yet is on course. */
export interface Course {
  /** What the straight line begins at. */
  basis: BasisWritten;
  /** How many subjects are lacking to it. */
  behind: number;
  /** Whether that is reached; compared exactly. */
  outcome: Outcome;
  /** The share that it has on the day asked about, in parts per million, rounded down. */
  share: number;
  /** The day that it begins on. */
  since: string;
  /** The share that it begins with, in parts per million. */
  start: number;
}

/** The answer to a question of coverage. */
export interface Coverage {
  /** Code of the rule's skill catalogue. */
  catalogue: string;
  /** The day. */
  day: string;
  /** Edition of that catalogue. */
  edition: string;
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** Households on the day whose residents are not all listed, where the rule is about residents: the further ones are never subjects themselves. */
  open_households: number;
  /** Rows by level, highest first; within a level each unit in the order of codes, then remainders, then what is unassigned; within each of these by stratum. */
  rows: Row[];
  /** Id of the rule. */
  rule: string;
  /** Whether the rows of a unit over its strata add up to the unit: not if a subject can be in several (flags, forces). */
  strata_add_up: boolean;
  /** The stratifiers, in the order of the rows' `strata`. */
  stratify: string[];
  /** Everything in the answer together, each subject once. */
  total: Counts;
  /** The unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** Version of the words and forms of answers: [`ANSWERS`]. */
  v: number;
}

/** Order of the numbers of a slashed day. */
export type DayOrder = "d/m" | "m/d";

/** By what the rows of a unit are parted. */
export type DoneBy = "team" | "member" | "force" | "kind";

/** What was done, counted. */
export interface DoneCounts {
  /** Activities. */
  activities: number;
  /** Visits that met a household which none had met before. */
  first_visits: number;
  /** People guided in each skill, each once; skills in their order, those without left out. */
  guided: Guided[];
  /** Households that were met in a visit, each once. */
  households_reached: number;
  /** Visits that found a household moved away. */
  moved: number;
  /** Visits that found nobody home. */
  nobody_home: number;
  /** The same by plan, in byte order; empty: without a plan. */
  paid: Paid[];
  /** Paid units: each person, day, daytime or evening, and plan once. */
  paid_units: number;
  /** Units of people who were not in the activity's team on the day; in none of the counts above. */
  paid_units_outside: number;
  /** People of whom a skill was assessed, each once. */
  people_assessed: number;
  /** Further people who were only counted. */
  people_counted: number;
  /** People who were guided in some skill, each once. */
  people_guided: number;
  /** People known by id who were met, told, guided, set up, assessed or who raised a problem, each once. */
  people_met: number;
  /** People who were told of something, each once. */
  people_told: number;
  /** Problems raised: in each activity each problem of each person once. */
  problems: number;
  /** Those of them that were passed on. */
  problems_passed_on: number;
  /** Visits that a household refused. */
  refused: number;
  /** Visits that met a household again. */
  return_visits: number;
  /** Set-ups of each platform; platforms in their order, those without left out. What was found absent is none. */
  set_ups: SetUps[];
}

/** A question of what was done in a period, as a document. */
export interface DoneQuestion {
  /** Levels to answer at; empty: every level, of `unit` and below where given. */
  by?: string[];
  /** The day asked about: the period that it lies in is answered up to this day. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** On which map activities are counted: `then`, that of `day`; `now`, that of `today`; or that of a day. An activity is followed to it from its own day. */
  map?: string;
  /** How periods follow one another: `month`, `quarter`, `year`; `month:15` from the 15th of the month before to the 14th. */
  period?: string;
  /** By what the rows of a unit are parted further; null: by nothing. */
  stratify?: DoneBy | null;
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or by its code on the day of the map; null: everywhere. */
  unit?: string | null;
}

/** One row of what was done. */
export interface DoneRow {
  /** Activities. */
  activities: number;
  /** Its code on the day of the map. */
  code: string;
  /** Visits that met a household which none had met before. */
  first_visits: number;
  /** People guided in each skill, each once; skills in their order, those without left out. */
  guided: Guided[];
  /** Households that were met in a visit, each once. */
  households_reached: number;
  /** The level that the row belongs to. */
  level: string;
  /** Visits that found a household moved away. */
  moved: number;
  /** Its name on the day of the map. */
  name: string;
  /** Visits that found nobody home. */
  nobody_home: number;
  /** The same by plan, in byte order; empty: without a plan. */
  paid: Paid[];
  /** Paid units: each person, day, daytime or evening, and plan once. */
  paid_units: number;
  /** Units of people who were not in the activity's team on the day; in none of the counts above. */
  paid_units_outside: number;
  /** People of whom a skill was assessed, each once. */
  people_assessed: number;
  /** Further people who were only counted. */
  people_counted: number;
  /** People who were guided in some skill, each once. */
  people_guided: number;
  /** People known by id who were met, told, guided, set up, assessed or who raised a problem, each once. */
  people_met: number;
  /** People who were told of something, each once. */
  people_told: number;
  /** Problems raised: in each activity each problem of each person once. */
  problems: number;
  /** Those of them that were passed on. */
  problems_passed_on: number;
  /** Visits that a household refused. */
  refused: number;
  /** Visits that met a household again. */
  return_visits: number;
  /** What it stands for. */
  row: RowKind;
  /** Set-ups of each platform; platforms in their order, those without left out. What was found absent is none. */
  set_ups: SetUps[];
  /** The stratum, where the question has one: an id, a force or a kind; `none` where an activity has none. */
  stratum?: string | null;
  /** Id of the unit; empty where unassigned. */
  unit: string;
}

/** The answer to `duplicates`: records that may be of one person or household. Nothing is joined by itself. */
export interface Duplicates {
  /** By score, the highest first, then by ids. */
  candidates: Candidate[];
}

/** The answer to `errors`. */
export interface Errors {
  /** Every kind of fault. */
  kinds: Kind[];
}

/** An event in its envelope. A kind that is not listed is kept, without effect. */
export interface Event {
  /** The ids that it concerns. */
  about?: About[];
  /** What was found. */
  data?: { [name: string]: Json };
  /** What happened. */
  kind: string;
  /** The day on which it holds; null: since ever. */
  on?: string | null;
  /** What erasure takes. */
  personal?: { [name: string]: Json };
  /** The event that it corrects. */
  replaces?: Replaces | null;
  /** The place, where the kind has one. */
  unit?: string | null;
  /** Version of the envelope. */
  v: 1;
}

/** The answer to `event_kinds`: what can happen. */
export interface EventKinds {
  /** Every kind, in the canonical order of a day. */
  kinds: KindWritten[];
  /** Version of the envelope that events travel in. */
  v: number;
}

/** A kind of evidence: how a level was found. Kept in one byte a fact. */
export type Evidence = "observed" | "self-declared" | "certificate";

/** What has been proven of an answer. */
export interface Exact {
  /** Nothing costs less (or: nothing at all will do). */
  cost: boolean;
  /** Of what costs as little, nothing takes fewer persons, then fewer changes, then comes earlier by ids and skills. */
  persons: boolean;
}

/** The answer to `exchange`. */
export interface Exchanged {
  /** A journal of what the other lacks, to be stored and opened beside its files; null where it lacks nothing. The next is asked for with its next summary. */
  piece: string | null;
  /** What this journal has, for another to see what it can give. */
  summary: string;
}

/** One subject explained. There are ids in it and no names: whoever shows it joins them. */
export interface Explanation {
  /** Where a reform parted its unit and nobody said into which part it went: the units in which it can lie, in the order of the map. The last of `units` is the lowest that contains them all. */
  candidates?: InUnit[];
  /** Code of the rule's skill catalogue. */
  catalogue: string;
  /** The day. */
  day: string;
  /** Edition of that catalogue. */
  edition: string;
  /** Whether it is excluded. */
  exclusions: AnswerWritten;
  /** If it is not assessed, or undetermined, the fewest questions that could decide. */
  fewest_questions: FewestQuestions | null;
  /** Its id. */
  id: string;
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** Who may be asked to learn, as the question said. */
  learners: ConditionWritten | null;
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** Whether it is considered. */
  population: AnswerWritten;
  /** Why: the population, the exclusions and the requirement, as far as the rule has them. */
  reasons: Reason[];
  /** Whether it meets what is required. */
  requirement: AnswerWritten;
  /** Id of the rule. */
  rule: string;
  /** If it is not covered, the smallest change that would cover it. */
  smallest_change: SmallestChange | null;
  /** `resident`, `household`, `team` or `unit`. */
  subject: string;
  /** The units of the answer's map that it lies in, from the highest. */
  units: InUnit[];
  /** Version of the words and forms of answers: [`ANSWERS`]. */
  v: number;
  /** Where it went. */
  verdict: Verdict;
}

/** A unit without a target, though what it came from had one. */
export interface Fallen {
  /** Its code on the day of the map. */
  code: string;
  /** The due day. */
  due: string;
  /** Its level. */
  level: string;
  /** Its name on the day of the map. */
  name: string;
  /** What it came from. */
  of: OldTarget[];
  /** Why it has none. */
  reason: ReasonWritten;
  /** Id of the rule. */
  rule: string;
  /** Id of the unit. */
  unit: string;
}

/** One fault. */
export interface Fault {
  /** The stable number of its kind: the status in C, `code` in JavaScript. */
  code: number;
  /** What would have been right, where the kind has such. */
  expected: string | null;
  /** What was there; null where that says nothing or is personal. */
  found: string | null;
  /** The message, its place included. */
  messages: Messages;
  /** The stable name of its kind. */
  name: string;
  /** Where it is; null where no place makes sense. */
  place: Place | null;
}

/** The fewest questions for which some answers decide a verdict. */
export interface FewestQuestions {
  /** Where no question decides: the conditions that none can, as paths. */
  blocked: string[];
  /** No set of questions is smaller than this; null where none decides. */
  bound: number | null;
  /** How many questions; null where no set of them was found. */
  cost: number | null;
  /** What some answers would decide: `covered` or `not_covered`. */
  decides: Verdict | null;
  /** What has been proven. */
  exact: Exact;
  /** How many persons they are about. */
  persons: number;
  /** The questions, by ids and then skills. */
  questions: Ask[];
}

/** A field of `data` or `personal`. */
export interface Field {
  /** What it holds. */
  form: Form;
  /** Its name. */
  name: string;
  /** Whether it must be there, and whether it belongs to the key. */
  used: Use;
}

/** A question of figures. */
export interface FigureQuestion {
  /** The day asked about. */
  day: string;
  /** Only figures of these names; empty: of every name. */
  figures?: string[];
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** On which map units lie in one another: `then`, the day's own; `now`, that of `today`; or that of a day. */
  map?: string;
  /** Only figures whose own period ends in the period that the day lies in: `month`, `quarter`, `year`; `month:15` from the 15th of the month before to the 14th. Null: of every period. */
  period?: string | null;
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** Figures of this unit and of those in it; null: everywhere. */
  unit?: string | null;
}

/** A figure. */
export type FigureRow = {
  /** The figure before it of the same name, unit, form and edition; null where there is none. */
  before: Before | null;
  /** The unit's code on the last day of the period. */
  code: string;
  /** The edition that it is measured by; empty where it has none. */
  edition: string;
  /** What it is of. */
  figure: string;
  /** First day of the period. */
  from: string;
  /** The unit's name on the last day of the period. */
  name: string;
  /** Who says so. */
  source: string;
  /** Id of the unit. */
  unit: string;
  /** First day after it. */
  until: string;
} & ({
  /** Of how many. */
  denominator: number;
  form: "share";
  /** How many. */
  numerator: number;
  /** In parts per million, rounded down. */
  share: number;
} | {
  /** How many. */
  count: number;
  form: "count";
} | {
  form: "score";
  /** Of how many. */
  out_of: number;
  /** How many. */
  points: number;
} | {
  /** Among how many. */
  among: number;
  form: "rank";
  /** The place. */
  rank: number;
});

/** The answer to a question of figures. */
export interface Figures {
  /** The day. */
  day: string;
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** Members of teams by inhabitants: of each unit of the map that has a count named `population`. */
  members: MembersRow[];
  /** How the periods follow one another that figures must end in one of; null: figures of every period. */
  period: string | null;
  /** Figures by name, unit, period and form. */
  rows: FigureRow[];
  /** The unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** Version of the words and forms of answers. */
  v: number;
}

/** A table as a file. */
export interface File {
  /** Its name, such as `people.csv`. */
  name: string;
  /** CSV in UTF-8, commas between cells. */
  text: string;
}

/** Files as a document: the answer to `set_aside`, and a part of that of a conversion. */
export interface Files {
  /** The files. */
  files: File[];
}

/** A flag that a person or household can carry. */
export interface Flag {
  /** The flag's code. */
  code: string;
  /** Names. */
  names: Names;
  /** Whether the law counts it as sensitive (Law 91/2025/QH15): refused unless the host allows it by name. */
  sensitive?: boolean;
}

/** A flag that a person or household can carry. */
export interface FlagWritten {
  /** The flag's code. */
  code: string;
  /** Names. */
  names: Names;
  /** Whether the law counts it as sensitive (Law 91/2025/QH15): refused unless the host allows it by name. */
  sensitive: boolean;
}

/** Subjects that went from one count to another for a cause. */
export interface Flow {
  /** The last change that altered the count that they stand in. */
  cause: Cause;
  /** The count that they left; null: they were not there. */
  from: Verdict | null;
  /** How many. */
  subjects: number;
  /** The count that they entered; null: they are not there any more. */
  to: Verdict | null;
}

/** What a field holds. */
export type Form = "text" | "code" | {
  one_of: string[];
} | "day" | "year" | "count" | "yes_no" | "document";

/** What a frame should be able to answer: a document. */
export interface Frame {
  /** The day and the parameters; the places are asked about later. */
  question: Question;
  /** Ids of built-in rules, or rules' documents, all of one catalogue; none: the built-in ones. */
  rules?: Json[];
}

/** One subject that is not covered or not assessed. */
export interface Gap {
  /** If it is not covered, the smallest change. */
  changes: Change[];
  /** What has been proven. */
  exact: Exact;
  /** Its id. */
  id: string;
  /** How many persons it takes. */
  persons: number;
  /** If it is not assessed, the fewest questions. */
  questions: Ask[];
  /** Steps, or questions; null where none were found. */
  steps: number | null;
  /** Id of the unit that it is counted in; null where it is in none. */
  unit: string | null;
  /** `not_covered` or `not_assessed`. */
  verdict: Verdict;
}

/** A question about what is missing, as a document. */
export interface GapQuestion {
  /** The day asked about. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** Who may be asked to learn, a condition asked of a resident or member; null: everybody. It never changes a count. */
  learners?: Condition | null;
  /** Most subjects that a list of gaps names; null: all. */
  limit?: number | null;
  /** On which map: `then`, the day's own; `now`, that of `today`; or that of a day. It says in which unit a gap is listed, never which there are. */
  map?: string;
  /** Values of the rule's parameters. */
  parameters?: Given[];
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or by its code on the day of the map; null: everywhere. For a list of gaps. */
  unit?: string | null;
}

/** The gaps of a rule on a day. */
export interface Gaps {
  /** Code of the rule's skill catalogue. */
  catalogue: string;
  /** Whether the list is all: the question may have limited it. */
  complete: boolean;
  /** The day. */
  day: string;
  /** Edition of that catalogue. */
  edition: string;
  /** The subjects that are not covered, fewest steps first, then by ids; then those not assessed, fewest questions first, then by ids. */
  gaps: Gap[];
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** Who may be asked to learn, as the question said. */
  learners: ConditionWritten | null;
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** Id of the rule. */
  rule: string;
  /** How many are not covered and so many steps short, the fewest first; last those that no change was found for. */
  short: Short[];
  /** `resident`, `household`, `team` or `unit`. */
  subject: string;
  /** Where all subjects went. */
  total: Counts;
  /** How many are not assessed and so many questions short. */
  unasked: Short[];
  /** The unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** Version of the words and forms of answers: [`ANSWERS`]. */
  v: number;
}

/** The value of a parameter that a question gives. */
export interface Given {
  /** Name of the parameter. */
  name: string;
  /** Its value. Null takes the clause away. */
  value: Json;
}

/** How many people were guided in a skill. */
export interface Guided {
  /** Code of the catalogue. */
  catalogue: string;
  /** How many. */
  people: number;
  /** Code of the skill. */
  skill: string;
}

/** Where a household is from the day on. */
export interface HouseholdPlaced {
  /** The household. */
  household: string;
  /** The unit it is in. */
  unit: string;
}

/** How many of a collection. */
export interface HowMany {
  /** For `some` the least count, for `share` the least share in parts per million; `all` takes none. */
  at_least?: number | null;
  /** Of what. */
  of: Collection;
  /** Only those of whom this holds. */
  where?: Condition | null;
  /** What they must meet; absent: to be there. */
  who?: Condition | null;
}

/** How many of a collection. */
export interface HowManyWritten {
  /** For `some` the least count, for `share` the least share in parts per million; `all` takes none. */
  at_least?: number | null;
  /** Of what. */
  of: Collection;
  /** Only those of whom this holds. */
  where?: ConditionWritten | null;
  /** What they must meet; absent: to be there. */
  who?: ConditionWritten | null;
}

/** Coverage of a period: that of its last day. */
export interface InPeriod {
  /** Coverage of its last day, or of the day on which the series was asked where that comes first. */
  coverage: Coverage;
  /** First day of the period. */
  from: string;
  /** First day after it. */
  until: string;
}

/** How many households there are for a reason. */
export interface InReason {
  /** How many. */
  households: number;
  /** The reason. */
  reason: WorklistReason;
}

/** A unit that a subject lies in. */
export interface InUnit {
  /** Its code on that map's day; may be empty. */
  code: string;
  /** Id. */
  id: string;
  /** Its level; may be empty. */
  level: string;
}

/** What a clock showed: RFC 3339 in UTC with milliseconds. */
export type Instant = string;

/** The answer to `journal`. */
export interface Journal {
  /** What has arrived of each device and epoch. */
  chains: ChainSummary[];
  /** Bytes that were cut off or damaged, records that could not be read, gaps and forks. */
  faults: Report;
  /** Whether the bytes hold personal parts that are erased: then they are to be written anew. */
  must_rewrite: boolean;
  /** How many records each outcome has. */
  outcomes: OutcomeCount[];
  /** How many records there are. */
  records: number;
  /** Clocks that are ahead of others, by receipts. */
  skews: Skew[];
}

/** A kind of fault. */
export interface Kind {
  /** The stable number. */
  code: number;
  /** The texts, in which `{found}` and `{expected}` stand for what was there and what was expected. */
  messages: Messages;
  /** The stable name. */
  name: string;
}

/** What cells of a kind hold. */
export interface KindMeaning {
  /** The kind. */
  kind: TablesKind;
  /** In words. */
  meaning: Meaning;
}

/** A kind of event. [`ALL`] lists them. */
export interface KindWritten {
  /** Which ids it is about. */
  about: Who[];
  /** Fields of `data`. */
  data: Field[];
  /** One event of the kind. */
  example: string;
  /** What it means. */
  meaning: string;
  /** Its stable name. */
  name: string;
  /** Whether it has a day. */
  on: Use;
  /** Fields of `personal`, `notes` aside, which every kind may have. */
  personal: Field[];
  /** Its place in the canonical order among the events of a day. Unknown kinds come last, by name. */
  rank: number;
  /** Whether it has a unit. Where it needs none, one that is given says in whose work it was recorded; it is kept, without effect. */
  unit: Use;
}

/** A visit to a household. */
export interface LastVisit {
  /** Id of the activity. */
  activity: string;
  /** Its day. */
  day: string;
  /** How it went. */
  outcome: OutcomeWritten;
}

/** One level of a ladder. */
export interface Level {
  /** The level's code. */
  code: string;
  /** Names. */
  names: Names;
}

/** Why two records may be of one person or household. */
export type Likeness = "name" | "birth-day" | "birth-year" | "household" | "phone" | "address" | "residents" | "head";

/** What is the user's own in one column. */
export interface MappedColumn {
  /** What empty cells, or a column that the files lack, hold. */
  always?: string | null;
  /** The column, by its stable name. */
  column: string;
  /** Order of slashed days; `d/m` where absent. */
  day_order?: DayOrder | null;
  /** The user's own header; absent where it is one that is understood. */
  header?: string | null;
  /** The user's own words. */
  values?: MappedValue[];
}

/** What is the user's own in one table. */
export interface MappedTable {
  /** Its columns. */
  columns?: MappedColumn[];
  /** Names of files that are this table, besides `NAME.csv` and `NAME-*.csv`. */
  files?: string[];
  /** The table. */
  table: string;
}

/** A word of the user's own; case, marks and spaces do not matter. */
export interface MappedValue {
  /** A word that the column understands, such as `yes`; may be empty. */
  means: string;
  /** As the user writes it, such as `Có`. */
  own: string;
}

/** A mapping document: what a user's own files, headers and words mean. */
export interface Mapping {
  /** Tables with something of the user's own. */
  tables: MappedTable[];
}

/** A sentence in both languages. */
export interface Meaning {
  /** English. */
  en: string;
  /** Tiếng Việt. */
  vi: string;
}

/** Teams, committees and seats in them, counted. */
export interface MemberCounts {
  /** Seats in committees. */
  committee_seats: number;
  /** Steering committees. */
  committees: number;
  /** Seats in teams by the force (lực lượng) that the member comes from, in byte order; `none` last, those without left out. */
  forces: SeatsOfForce[];
  /** People who sit in a team or committee, each once. */
  people: number;
  /** Seats in teams. */
  team_seats: number;
  /** Teams. */
  teams: number;
  /** Teams that have a head. */
  teams_with_head: number;
}

/** One of a collection. */
export interface MemberFound {
  /** Whether it does what is asked for. */
  does: AnswerWritten;
  /** Id. */
  id: string;
  /** Whether it is one of those meant (`where`). */
  matches: AnswerWritten;
  /** `resident`, `member`, `stall`, `team`, `committee` or `unit`. */
  noun: string;
  /** The conditions on it. */
  parts?: Reason[];
  /** What was found of the skills that all must have together. */
  skills?: SkillFound[];
}

/** Teams, steering committees and who sits in them. */
export interface Members {
  /** The day. */
  day: string;
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** The counts that are made anew for each row and need not add up. */
  made_anew: string[];
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** Rows by level, highest first; within a level each unit in the order of codes, then remainders, then what is unassigned. */
  rows: MembersOfPlace[];
  /** Everything in the answer together. */
  total: MemberCounts;
  /** Id of the unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** Version of the words and forms of answers: [`ANSWERS`](crate::coverage::ANSWERS). */
  v: number;
}

/** One row of members. */
export interface MembersOfPlace {
  /** Its code on the day of the map. */
  code: string;
  /** Seats in committees. */
  committee_seats: number;
  /** Steering committees. */
  committees: number;
  /** Seats in teams by the force (lực lượng) that the member comes from, in byte order; `none` last, those without left out. */
  forces: SeatsOfForce[];
  /** The level that the row belongs to. */
  level: string;
  /** Its name on the day of the map. */
  name: string;
  /** People who sit in a team or committee, each once. */
  people: number;
  /** What it stands for. */
  row: RowKind;
  /** Seats in teams. */
  team_seats: number;
  /** Teams. */
  teams: number;
  /** Teams that have a head. */
  teams_with_head: number;
  /** Id of the unit; empty where unassigned. */
  unit: string;
}

/** A question of teams, committees and who sits in them, as a document. */
export interface MembersQuestion {
  /** Levels to answer at; empty: every level, of `unit` and below where given. */
  by?: string[];
  /** The day asked about. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** On which map bodies are counted: `then`, the day's own; `now`, that of `today`; or that of a day. */
  map?: string;
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or by its code on the day of the map; null: everywhere. */
  unit?: string | null;
}

/** Members of teams by inhabitants of a unit. */
export interface MembersRow {
  /** Its code on the day of the map. */
  code: string;
  /** First day of that count's period. */
  from: string;
  /** Inhabitants, by the last count whose period has begun. */
  inhabitants: number;
  /** Who sits in a team of the unit, or of one in it, on the day; each once. */
  members: number;
  /** Its name on the day of the map. */
  name: string;
  /** Members by a million inhabitants, rounded down: 5,102 are 0.51 by 100. Null where there are no inhabitants. */
  per_million: number | null;
  /** Who counted them. */
  source: string;
  /** Id of the unit. */
  unit: string;
  /** First day after it. */
  until: string;
}

/** A text in the languages of the library. */
export interface Messages {
  /** English. */
  en: string;
  /** Tiếng Việt. */
  vi: string;
}

/** A day, as it was known at an instant. */
export interface Moment {
  /** The day. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
}

/** A day, as it was known at an instant. */
export interface MomentWritten {
  /** The day. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at: string | null;
}

/** A unit's new parent. */
export interface Moved {
  /** The unit above from the day on; null at the top. */
  parent?: string | null;
  /** The unit. */
  unit: string;
}

/** A team's new unit. */
export interface MovedTeam {
  /** The team. */
  team: string;
  /** Its unit from the day on. */
  unit: string;
}

/** A thing named by its id, or one that is not there yet. */
export interface Named {
  /** Its id; null: it is not there yet, and the host will give one. */
  id: string | null;
  /** Which of the new ones of its noun, from 1; null for what is there. */
  new: number | null;
  /** `person`, `household`, `stall`, `team`, `committee` or `unit`. */
  noun: string;
}

/** A text in both languages of the library. */
export interface Names {
  /** English. */
  en: string;
  /** Tiếng Việt. */
  vi: string;
}

/** A steering committee that a reform opens. */
export interface NewCommittee {
  /** Its id. */
  committee: string;
  /** Its name. */
  name?: string;
  /** Of which unit. */
  unit: string;
}

/** The id of something that a change makes. */
export interface NewId {
  /** Its id. */
  id: string;
  /** Which of the new ones of its noun, from 1. */
  new: number;
  /** `person`, `team` or `committee`, as the change says. */
  noun: string;
}

/** A unit that a reform opens. */
export interface NewUnit {
  /** Its national code; empty where it has none. */
  code?: string;
  /** Its kind as it is called there. */
  kind?: string;
  /** Its level, such as `commune`. */
  level: string;
  /** Its full name. */
  name: string;
  /** The unit above; null at the top. */
  parent?: string | null;
  /** Its id, such as `31441@2025-07-01`. */
  unit: string;
}

/** The target of a unit that another came from. */
export interface OldTarget {
  /** The share that it was to cover, in parts per million; null: it had no target of the rule and due day. */
  target: number | null;
  /** Id of the unit. */
  unit: string;
}

/** The answer to `opened`. */
export interface Opened {
  /** Activities. */
  activities: number;
  /** Steering committees. */
  committees: number;
  /** Households. */
  households: number;
  /** The last day on which something began or was found; null where no fact has a day. */
  last_day: string | null;
  /** What was left out or mended while the files were read. */
  notes: Report;
  /** Organisations. */
  organisations: number;
  /** People, whether residents, members or both. */
  people: number;
  /** Why rows were set aside; none unless the options asked for that. */
  set_aside: Report;
  /** Stalls. */
  stalls: number;
  /** Teams. */
  teams: number;
  /** Units that are recorded, whatever the day. */
  units: number;
}

/** How files are opened: a document. Absent fields have their default. */
export interface Opening {
  /** Whether ids may look like identity or phone numbers; no by default. */
  allow_personal_ids?: boolean;
  /** Codes of sensitive flags that are let in; none by default. */
  allow_sensitive?: string[];
  /** About how many bytes the files and what is read from them may take; null, the default: as many as there are. It is counted before each row is laid down; past it nothing is opened. */
  budget_bytes?: number | null;
  /** Skill catalogues besides the five basic skills. */
  catalogues?: Catalogue[];
  /** Flags besides the built-in ones. */
  flags?: Flag[];
  /** The user's own headers and words; none by default. */
  mapping?: Mapping;
  /** Platforms besides the built-in ones. */
  platforms?: Platform[];
  /** Whether faulty rows are set aside and the rest used; no by default. */
  set_aside?: boolean;
  /** Whether the reasons of rows set aside repeat personal values; no by default. */
  show_personal?: boolean;
}

/** What has become of a target. */
export type Outcome = "reached" | "missed" | "undecided";

/** How many records have an outcome. */
export interface OutcomeCount {
  /** Its number. */
  code: number;
  /** Its name. */
  outcome: Became;
  /** How many. */
  records: number;
}

/** How a visit to a household went. */
export type OutcomeWritten = "met" | "nobody-home" | "refused" | "moved";

/** What a series goes over. */
export type Over = {
  days: string[];
} | {
  periods: {
    /** How periods follow one another. */
    every: string;
    /** First day of the stretch. */
    from: string;
    /** First day after it. */
    until: string;
  };
};

/** The answer to `pack`: every record once, in one file, without what was erased. */
export interface Packed {
  /** What takes the place of all files. */
  bytes: string;
}

/** How many units are paid under a plan. */
export interface Paid {
  /** Number of the plan; empty: none. */
  plan: string;
  /** How many. */
  units: number;
}

/** A parameter of a rule. */
export interface Parameter {
  /** The value unless another is given. Null takes the clause away. */
  default: Json;
  /** Name, as `{"param": NAME}` uses it. */
  name: string;
  /** Values by unit and period; the nearest unit's holds. */
  values?: Setting[];
}

/** A parameter of a rule. */
export interface ParameterWritten {
  /** The value unless another is given. Null takes the clause away. */
  default: Json;
  /** Name, as `{"param": NAME}` uses it. */
  name: string;
  /** Values by unit and period; the nearest unit's holds. */
  values?: SettingWritten[];
}

/** The place of a fault. */
export type Place = {
  /** JSON Pointer. */
  path: string;
} | {
  /** Column, from 1, in bytes. */
  column: number;
  /** Line, from 1. */
  line: number;
} | {
  /** Offset, from 0. */
  byte: number;
  /** The file. */
  file: string;
} | {
  /** Header of the column; empty where the whole row is meant. */
  column: string;
  /** The file. */
  file: string;
  /** Line where the row begins, from 1; 0 where the whole file is meant. */
  row: number;
} | {
  /** The cell, such as `C14`; the row's number where the whole row is meant. */
  cell: string;
  /** Header of the column; empty where no column is meant. */
  column: string;
  /** The workbook's file. */
  file: string;
  /** The sheet's name. */
  sheet: string;
} | {
  /** The file. */
  file: string;
  /** Line, from 1. */
  line: number;
  /** JSON Pointer into the event; empty where the whole event is meant. */
  path: string;
};

/** The units of a day. */
export interface Places {
  /** The day. */
  day: string;
  /** The unit that was asked about; null where all were. */
  unit: string | null;
  /** The units, each before what lies in it. */
  units: UnitOfDay[];
  /** Version of the answers. */
  v: number;
}

/** Which units are asked for. */
export interface PlacesQuestion {
  /** Only units of these levels; empty: every level. */
  by?: string[];
  /** The day. */
  day: string;
  /** This unit and what lies in it, by its id or by its code on the day; null: all. */
  unit?: string | null;
}

/** A platform of the catalogue. */
export interface Platform {
  /** The platform's code. */
  code: string;
  /** Names. */
  names: Names;
}

/** What was found of a platform. */
export interface PlatformFound {
  /** Whether it is set up as far as the rule asks for. */
  answer: AnswerWritten;
  /** The day on which that was found; absent: since ever. */
  day?: string | null;
  /** Code of the platform. */
  platform: string;
  /** How far it is; null where nobody has asked. */
  state: SetupState | null;
}

/** A question of coverage as a document. */
export interface Question {
  /** Levels to answer at; empty: every level, of `unit` and below where given. */
  by?: string[];
  /** The day asked about. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** On which map: `then`, the day's own; `now`, that of `today`; or that of a day. It says where subjects are counted, never which they are. */
  map?: string;
  /** Values of the rule's parameters. */
  parameters?: Given[];
  /** Up to three stratifiers of the rule's subject, as [`Stratifier::read`](crate::rule::Stratifier::read) reads them. */
  stratify?: string[];
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or by its code on the day of the map; null: everywhere. */
  unit?: string | null;
}

/** A condition with its answer. What a condition does not have is left out. */
export interface Reason {
  /** Its answer. */
  answer: AnswerWritten;
  /** Name of the condition. */
  condition: string;
  /** What was found of the one asked about: years, a sex, a kind, a level … */
  found?: string | null;
  /** How many do. */
  held?: number | null;
  /** The collection, by the bytes of ids (units in the order of the map). */
  members?: MemberFound[];
  /** There may be further residents, unknown in everything. */
  open?: boolean;
  /** The conditions that this one is made of. */
  parts?: Reason[];
  /** Path of the condition in the rule's document. */
  path: string;
  /** What was found of platforms, in the rule's order. */
  platforms?: PlatformFound[];
  /** What was found of skills, in the catalogue's order. */
  skills?: SkillFound[];
  /** Of how many it is not known. */
  unknown?: number | null;
  /** How many of the collection or of the skills must; of a share, in parts per million. */
  wanted?: number | null;
}

/** Why a unit has no target, though a unit that it came from had one. */
export type ReasonWritten = "not_all" | "different_shares";

/** A unit's new code. */
export interface Recoded {
  /** Its code from the day on. */
  code: string;
  /** The unit. */
  unit: string;
}

/** A record in a form for people. */
export interface RecordShown {
  /** Its own digest. */
  digest: string;
  /** The event; null where it cannot be read. */
  event: { [name: string]: Json } | null;
  /** The digest of its event. */
  event_digest: string;
  /** Whether the event came out of tables. */
  imported: boolean;
  /** What the device's clock showed. */
  instant: Instant;
  /** Its Lamport counter. */
  lamport: number;
  /** `none`, `there` or `gone`. */
  personal: string;
  /** The beginning of the digest of the record before it; null for the first. */
  previous: string | null;
  /** Which. */
  record: string;
}

/** The answer to `records`: the records in a form for people. */
export interface Records {
  /** By device, epoch, number and digest. */
  records: RecordShown[];
}

/** What a legal act does to units, and to the teams and committees in them, on a day. Units, households and bodies are named by their ids. What lies in a unit that goes into one successor as a whole follows it without being named, so does what lies in a unit that is closed: it rises to the unit above. What lies in a unit of which several take a part is assigned by `moves` and `places`; until it is, it stands in the lowest unit that contains them all. */
export interface Reform {
  /** The legal act, such as "1668/NQ-UBTVQH15". */
  act: string;
  /** Further units that close: those of a level that is removed, and those of which all parts went elsewhere. */
  close?: string[];
  /** Steering committees that close. One that is not named goes on, for the unit that its own has become. */
  close_committees?: ClosedCommittee[];
  /** Teams that close. */
  close_teams?: string[];
  /** The day from which it holds. */
  day: string;
  /** Teams that get another unit. One that is not named stays with its unit, or goes on in the unit that its own has become. */
  move_teams?: MovedTeam[];
  /** Units that go under another parent, such as the hamlets of a commune that is split. */
  moves?: Moved[];
  /** Units that it opens. */
  open?: NewUnit[];
  /** Steering committees that it opens. */
  open_committees?: NewCommittee[];
  /** Households of a lowest unit that is split, each with the unit it is in now. */
  places?: HouseholdPlaced[];
  /** Units that get another code. */
  recode?: Recoded[];
  /** Units that get another name. */
  rename?: Renamed[];
  /** What goes from which unit into which. A unit that goes into another as a whole closes; one that gives parts away closes only if `close` says so. */
  succeed?: Succession[];
}

/** A unit's new name. */
export interface Renamed {
  /** Its kind from the day on. */
  kind?: string;
  /** Its full name from the day on. */
  name: string;
  /** The unit. */
  unit: string;
}

/** The event that another corrects: its identity with its digest, so that there are no circles. */
export interface Replaces {
  /** Its digest, 64 digits of base 16. */
  digest: string;
  /** Its identity. */
  event: string;
}

/** Faults that were found, or notes that were made. */
export interface Report {
  /** How many there are. */
  count: number;
  /** The first 1,000. */
  faults: Fault[];
}

/** A request: `ask` and that request's own fields. */
export type Request = {
  ask: "coverage";
  /** The question. */
  question: Question;
  /** The id of a built-in rule, or a rule's document. */
  rule: Json;
} | {
  ask: "series";
  /** The question. */
  question: SeriesQuestion;
  /** The id of a built-in rule, or a rule's document. */
  rule: Json;
} | {
  ask: "explain";
  /** The question. */
  question: GapQuestion;
  /** The id of a built-in rule, or a rule's document. */
  rule: Json;
  /** The id of the resident, household, team or unit that the rule is about; a unit also by its code on the day. */
  subject: string;
} | {
  ask: "gaps";
  /** The question. */
  question: GapQuestion;
  /** The id of a built-in rule, or a rule's document. */
  rule: Json;
} | {
  ask: "change_events";
  /** The ids of what is new. */
  ids?: NewId[];
  /** The day of the events; null: the day asked about. */
  on?: string | null;
  /** The question whose explanation holds the smallest change. */
  question: GapQuestion;
  /** The id of a built-in rule, or a rule's document. */
  rule: Json;
  /** The id of the household, team, unit or resident that the rule is about; a unit also by its code on the day. */
  subject: string;
} | {
  ask: "change";
  /** The question. */
  question: ChangeQuestion;
  /** The id of a built-in rule, or a rule's document. */
  rule: Json;
} | {
  ask: "targets";
  /** The question. */
  question: TargetQuestion;
  /** The rules that targets may have, each the id of a built-in one or a rule's document; empty: the built-in ones. */
  rules?: Json[];
} | {
  ask: "figures";
  /** The question. */
  question: FigureQuestion;
} | {
  ask: "compare_figures";
  /** The name of the figure. */
  figure: string;
  /** A day in the period of the first. */
  first: string;
  /** `share`, `count`, `score` or `rank`. */
  form: string;
  /** A day in the period of the second. */
  second: string;
  /** Id of the unit. */
  unit: string;
} | {
  ask: "activity";
  /** The question. */
  question: DoneQuestion;
} | {
  ask: "members";
  /** The question. */
  question: MembersQuestion;
} | {
  ask: "places";
  /** The question. */
  question: PlacesQuestion;
} | {
  ask: "worklist";
  /** The question. */
  question: WorklistQuestion;
  /** The id of a built-in rule about households, or such a rule's document. */
  rule: Json;
} | {
  ask: "rules";
} | {
  ask: "check_rule";
  /** The rule's document. */
  rule: Json;
} | {
  ask: "vocabulary";
} | {
  ask: "errors";
} | {
  ask: "opened";
} | {
  ask: "set_aside";
} | {
  ask: "tables";
} | {
  ask: "event_kinds";
} | {
  ask: "journal";
} | {
  ask: "answers";
  /** Records of this device alone; null: of all. */
  device?: string | null;
  /** Of this epoch alone; null: of all. */
  epoch?: number | null;
  /** These outcomes alone, by name; empty: all. */
  outcomes?: string[];
  /** Numbers after this one. */
  since?: number;
} | {
  ask: "records";
  /** Records of this device alone; null: of all. */
  device?: string | null;
  /** Of this epoch alone; null: of all. */
  epoch?: number | null;
  /** Numbers after this one. */
  since?: number;
} | {
  ask: "append";
  /** The device that records. */
  device: string;
  /** What is recorded, all or nothing. */
  entries: AskedEntry[];
  /** Which life of it: one restored from a backup begins the next. */
  epoch: number;
  /** What its clock shows: kept as a fact, and orders nothing. */
  instant: Instant;
} | {
  ask: "exchange";
  /** Most bytes of the piece; at least one record is given. Null: 1,048,576. */
  most_bytes?: number | null;
  /** The summary of another journal; null: only this one's is asked for. */
  summary?: string | null;
} | {
  ask: "pack";
} | {
  ask: "duplicates";
};

/** One row of an answer. */
export interface Row {
  /** Its code on the day of the map. */
  code: string;
  /** Excluded (loại trừ). */
  excluded: number;
  /** The level that the row belongs to. */
  level: string;
  /** Its name on the day of the map. */
  name: string;
  /** Not assessed (chưa đánh giá). */
  not_assessed: number;
  /** Not covered (chưa đạt). */
  not_covered: number;
  /** Covered (đạt). */
  numerator: number;
  /** Not in the population. */
  outside: number;
  /** Subjects considered (đối tượng xét). */
  population: number;
  /** What it stands for. */
  row: RowKind;
  /** High end of the share, in parts per million. */
  share_high: number | null;
  /** Low end of the share, in parts per million. */
  share_low: number | null;
  /** The stratum of each stratifier, where the question is stratified; `none` where the subjects have none, `unknown` where it is not known. */
  strata?: string[];
  /** Not known whether in the population, or excluded (chưa xác định). */
  undetermined: number;
  /** Id of the unit; empty where unassigned. */
  unit: string;
}

/** What a row stands for. */
export type RowKind = "unit" | "remainder" | "unassigned";

/** A rule as a document. Wherever a value can stand in its conditions, `{"param": NAME}` can stand for the value of a parameter. */
export interface Rule {
  /** Code of the skill catalogue. */
  catalogue: string;
  /** Who is excluded; null: nobody. */
  exclusions: Json;
  /** Id of the rule. */
  id: string;
  /** Names. */
  names: Names;
  /** Parameters with their defaults. */
  parameters?: Parameter[];
  /** Who is considered; null: everybody. */
  population: Json;
  /** What is required. */
  requirement: Json;
  /** Where the rule comes from, and what was assumed. */
  source: string;
  /** What it is about. */
  subject: Subject;
  /** Version of the form of the document: 1. */
  v: number;
}

/** A rule that targets have. */
export interface RuleOfTarget {
  /** Its names. */
  names: Names;
  /** Its id. */
  rule: string;
  /** Where it comes from, and what was assumed. */
  source: string;
  /** What it is about. */
  subject: string;
}

/** A rule as a document. Wherever a value can stand in its conditions, `{"param": NAME}` can stand for the value of a parameter. */
export interface RuleWritten {
  /** Code of the skill catalogue. */
  catalogue: string;
  /** Who is excluded; null: nobody. */
  exclusions: Json;
  /** Id of the rule. */
  id: string;
  /** Names. */
  names: Names;
  /** Parameters with their defaults. */
  parameters: ParameterWritten[];
  /** Who is considered; null: everybody. */
  population: Json;
  /** What is required. */
  requirement: Json;
  /** Where the rule comes from, and what was assumed. */
  source: string;
  /** What it is about. */
  subject: Subject;
  /** Version of the form of the document: 1. */
  v: number;
}

/** The answer to `rules`. */
export interface Rules {
  /** The built-in rules, the ministry's first. */
  rules: RuleWritten[];
}

/** How many seats members of a force have. */
export interface SeatsOfForce {
  /** The force; `none` where a seat has none. */
  force: string;
  /** How many. */
  seats: number;
}

/** The answer to a question of coverage over days or periods. */
export interface Series {
  /** The periods in the order asked for, each with its coverage. */
  periods: InPeriod[];
  /** Id of the rule. */
  rule: string;
  /** Version of the words and forms of answers: [`ANSWERS`]. */
  v: number;
}

/** A question of coverage over days or periods as a document. Apart from `over` its fields are those of [`Question`]. */
export interface SeriesQuestion {
  /** Levels to answer at; empty: every level, of `unit` and below where given. */
  by?: string[];
  /** The day on which it is asked: the period that it lies in is answered as of this day, and later ones are refused. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** On which map: `then`, each day's own; `now`, that of `today`; or that of a day, so that a series crosses a reform on one map. */
  map?: string;
  /** Over which days or periods. */
  over: Over;
  /** Values of the rule's parameters. */
  parameters?: Given[];
  /** Up to three stratifiers of the rule's subject. */
  stratify?: string[];
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or by its code on the day of the map; null: everywhere. */
  unit?: string | null;
}

/** How many set-ups of a platform there were. */
export interface SetUps {
  /** Code of the platform. */
  platform: string;
  /** How many. */
  set_ups: number;
}

/** A parameter's value in a unit and period. */
export interface Setting {
  /** From this day; null: since ever. */
  from?: string | null;
  /** In this unit and below, named by its id or else by the code that it carries on the day asked about; null: everywhere. */
  unit?: string | null;
  /** Until before this day; null: until further notice. */
  until?: string | null;
  /** The value. */
  value: Json;
}

/** A parameter's value in a unit and period. */
export interface SettingWritten {
  /** From this day; null: since ever. */
  from: string | null;
  /** In this unit and below, named by its id or else by the code that it carries on the day asked about; null: everywhere. */
  unit: string | null;
  /** Until before this day; null: until further notice. */
  until: string | null;
  /** The value. */
  value: Json;
}

/** How far a platform has been set up. No record at all is *unknown*. */
export type SetupState = "absent" | "account-opened" | "installed" | "activated";

/** Sex as the papers say it, where known. */
export type Sex = "unknown" | "female" | "male";

/** How many subjects are so far from covered. */
export interface Short {
  /** Steps or questions; null where none were found. */
  steps: number | null;
  /** How many subjects. */
  subjects: number;
}

/** A clock that shows more than another: by receipts alone. */
export interface Skew {
  /** By at least so many milliseconds: it wrote a record at an instant later than that at which the other had received it. */
  ahead_ms: number;
  /** Whose clock is ahead. */
  device: string;
  /** Of whose. */
  host: string;
  /** The record by which it shows most. */
  record: string;
}

/** One skill of a catalogue. */
export interface Skill {
  /** The skill's code. */
  code: string;
  /** Names. */
  names: Names;
  /** The pillar that it serves (`government`, `economy`, `society`; open list). */
  pillar: string;
}

/** What was found of a skill. */
export interface SkillFound {
  /** Whether it is at the level that the rule asks for; of people together, whether somebody has it. */
  answer: AnswerWritten;
  /** The day of the evidence; absent: since ever. */
  day?: string | null;
  /** The kind of the evidence. */
  evidence?: Evidence | null;
  /** Code of the level found. */
  level?: string | null;
  /** Code of the skill. */
  skill: string;
  /** How the evidence stands; null of people together. */
  state?: State | null;
}

/** Skills at a level or above, with evidence. */
export interface Skills {
  /** At least so many of them; absent: each. */
  at_least?: number | null;
  /** With evidence of these kinds only; absent: of any. */
  evidence?: Evidence[] | null;
  /** At this level or above; absent: the catalogue's fluent level. */
  level?: string | null;
  /** With evidence no older than so many days; older is unknown. */
  max_age_days?: number | null;
  /** The skills; absent: all of the rule's catalogue. */
  of?: string[] | null;
}

/** The smallest change that would cover a subject. */
export interface SmallestChange {
  /** Where nothing can cover it: the rule's conditions that no change brings about, as paths in its document; where each could be met but not all at once, the parts of the rule as a whole. */
  blocked: string[];
  /** No change costs less than this; null where nothing can cover it. */
  bound: number | null;
  /** The changes, by ids and then skills. */
  changes: Change[];
  /** Steps in all; null where no change was found. */
  cost: number | null;
  /** What has been proven. */
  exact: Exact;
  /** How many persons are asked to do something. */
  persons: number;
}

/** How evidence stands. */
export type State = "found" | "stale" | "not_assessed";

/** What a rule is about. */
export type Subject = "resident" | "household" | "team" | "unit";

/** That a unit, or a part of it, goes into another. */
export interface Succession {
  /** The old unit. */
  from: string;
  /** The unit that takes it in: opened by the reform, or there before. */
  into: string;
  /** Whether only a part of the old unit goes there. */
  part?: boolean;
}

/** A table that can be imported: every file `NAME.csv` or `NAME-*.csv`. */
export interface Table {
  /** Its columns. */
  columns: Column[];
  /** What its rows say. */
  meaning: Meaning;
  /** The table's name, which its files begin with. */
  name: string;
  /** The name in Vietnamese, for headings. */
  vi: string;
}

/** Every table and every kind of cell, as a document. */
export interface Tables {
  /** What cells of each kind hold. */
  kinds: KindMeaning[];
  /** The tables, in the order in which they are read. */
  tables: Table[];
}

/** What the cells of a column hold. */
export type TablesKind = "id" | "person" | "household" | "unit" | "team" | "committee" | "organisation" | "stall" | "activity" | "unit-code" | "word" | "text" | "number" | "share" | "points" | "day" | "birth" | "sex" | "catalogue" | "skill" | "level" | "evidence" | "platform" | "state" | "flag" | "part-of-day" | "outcome" | "yes-no" | "entry";

/** A question of targets. */
export interface TargetQuestion {
  /** Targets of units of these levels; empty: of every level. */
  by?: string[];
  /** The day asked about. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** On which map: `then`, the day's own; `now`, that of `today`; or that of a day. A target stands on a merged unit where all its old units had the same share and due day. */
  map?: string;
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** Targets of this unit and of those in it; null: everywhere. */
  unit?: string | null;
}

/** A target of a unit. */
export interface TargetRow {
  /** Whether its source names no rule, so that the rule is assumed. */
  assumed: boolean;
  /** How many subjects are lacking to it. */
  behind: number;
  /** Its code on the day of the map. */
  code: string;
  /** Whether it is on course; null before its line begins, and once it is due. */
  course: Course | null;
  /** The last day on which it can be reached. */
  due: string;
  /** Excluded (loại trừ). */
  excluded: number;
  /** The first day of the period that the target is set for. */
  from: string;
  /** Whether it was due by the day asked about. */
  is_due: boolean;
  /** The day whose coverage judges it: the due day, or the day asked about where that is earlier. */
  judged_on: string;
  /** Its level. */
  level: string;
  /** Its name on the day of the map. */
  name: string;
  /** Not assessed (chưa đánh giá). */
  not_assessed: number;
  /** Not covered (chưa đạt). */
  not_covered: number;
  /** Covered (đạt). */
  numerator: number;
  /** Whether the share reaches the target. */
  outcome: Outcome;
  /** Not in the population. */
  outside: number;
  /** Subjects considered (đối tượng xét). */
  population: number;
  /** Id of the rule. */
  rule: string;
  /** The ids of the units that it was set for, where those are others: one above, for this level, or those that this one came from. */
  set_for: string[];
  /** High end of the share, in parts per million. */
  share_high: number | null;
  /** Low end of the share, in parts per million. */
  share_low: number | null;
  /** What sets it. */
  source: string;
  /** The share that is to be covered, in parts per million. */
  target: number;
  /** Not known whether in the population, or excluded (chưa xác định). */
  undetermined: number;
  /** Id of the unit. */
  unit: string;
}

/** The answer to a question of targets. */
export interface Targets {
  /** The day. */
  day: string;
  /** Units that came from others by a reform and have no target, though some of those had one. */
  fallen: Fallen[];
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** Targets by level, highest first, unit, rule and due day. */
  rows: TargetRow[];
  /** The rules that the targets of the answer have. */
  rules: RuleOfTarget[];
  /** The unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** Version of the words and forms of answers. */
  v: number;
  /** Targets of rules that were not asked with. */
  without_rule: WithoutRule[];
}

/** What a journal that is kept open is told: `tell` and its own fields. */
export type Telling = {
  /** The device that records. */
  device: string;
  /** What is recorded, all or nothing. */
  entries: AskedEntry[];
  /** Which life of it: one restored from a backup begins the next. */
  epoch: number;
  /** What its clock shows: kept as a fact, and orders nothing. */
  instant: Instant;
  tell: "record";
} | {
  tell: "confirm";
} | {
  /** A piece that another journal gave, or a whole journal, in digits of base 16. */
  piece: string;
  tell: "merge";
} | {
  tell: "rewritten";
};

/** A household to be visited. */
export interface ToVisit {
  /** If it is not covered, the smallest change. */
  changes: Change[];
  /** The day set for a return that has come. */
  due: string | null;
  /** What of this has been proven. */
  exact: Exact;
  /** Its id. */
  household: string;
  /** Its lane on the day; empty where it is in none. */
  lane: string;
  /** The last visit, where there was one. */
  last_visit: LastVisit | null;
  /** How many persons that takes. */
  persons: number;
  /** If it is not assessed, the fewest questions. */
  questions: Ask[];
  /** Why, the first reason first. */
  reasons: WorklistReason[];
  /** Steps to covered, or questions to a verdict; null where none were found, or none are wanting. */
  steps: number | null;
  /** Id of the unit that it is listed in; null where it is in none. */
  unit: string | null;
  /** Where the rule puts it. */
  verdict: Verdict;
}

/** The answer to whatever is told. */
export interface Told {
  /** What became of each entry that was recorded, in their order. */
  answers: Answer[];
  /** What is to be put at the end of a file of this store, in digits of base 16. Once it is stored `confirm` is told; if it cannot be stored the journal is given back, and opened again from what is. */
  bytes: string;
  /** What became of other records, where it is something else than before. */
  changed: Answer[];
  /** What of a piece holds no whole record. */
  faults: Report;
  /** What a new file begins with. */
  header: string;
  /** How many of those that came were known. */
  known: number;
  /** Whether stored bytes hold personal parts that are erased by now: then what `pack` gives is to take the place of all files, and `rewritten` is told. */
  must_rewrite: boolean;
  /** How many records are new. */
  new: number;
}

/** A unit as it was on a day. */
export interface UnitOfDay {
  /** The first day on which it was no more; null: it goes on. */
  closed: string | null;
  /** Its code; empty where it had none. */
  code: string;
  /** How many units lay above it. */
  depth: number;
  /** What kind of unit its name says that it is; empty where nothing is said. */
  kind: string;
  /** Its level; empty where it has none. */
  level: string;
  /** Its name. */
  name: string;
  /** Its first day; null: since ever. */
  opened: string | null;
  /** The id of the unit in which it lay; empty where it lay in none. */
  parent: string;
  /** Its id. */
  unit: string;
}

/** How many facts of each sort could not be written, since the record that they belong to is not in the batch: [`Registry::fold`](crate::Registry::fold) finds those as references to nothing. */
export interface Unsaid {
  /** Set-ups and assessments that an activity refers to and that are not recorded on its day. */
  activities: number;
  /** Deaths of people of whom there is no record, or a second, other day. */
  deaths: number;
  /** Ends of residences of somebody where they never lived. */
  ends: number;
  /** Places, heads, closings or listings of households of which there is no record, and households and heads without a place. */
  households: number;
  /** Moves of teams from one unit to another. */
  teams: number;
  /** Codes, names, parents or closings of units that no event opened, and units without a name. */
  units: number;
  /** Events of unknown kinds, and what events said besides their facts. */
  unknown: number;
}

/** Whether something is there. */
export type Use = "no" | "maybe" | "must" | "key" | "must_key";

/** Where a subject went. */
export type Verdict = "outside" | "undetermined" | "excluded" | "covered" | "not_covered" | "not_assessed";

/** The answer to `vocabulary`: the words that this registry knows. */
export interface Vocabulary {
  /** Skill catalogues, the five basic skills first. */
  catalogues: Catalogue[];
  /** Flags. */
  flags: FlagWritten[];
  /** Platforms. */
  platforms: Platform[];
}

/** What has changed between two moments. */
export interface WhatChanged {
  /** The earlier moment. */
  from: MomentWritten;
  /** On which map. */
  map: string;
  /** The day of the map that the earlier moment is counted on. */
  map_from: string;
  /** The day of the map that the later moment is counted on. */
  map_to: string;
  /** Rows by level, as those of coverage on the later map; then those that only the earlier map has. */
  rows: ChangeRow[];
  /** Id of the rule. */
  rule: string;
  /** Subjects that changed in the total, as many as were asked for. */
  subjects: ChangedSubject[];
  /** The later moment. */
  to: MomentWritten;
  /** Everything in the answer together, each subject once. */
  total: Changed;
  /** The unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** Version of the words and forms of answers. */
  v: number;
}

/** An id that events of a kind are about. */
export interface Who {
  /** As what; empty for the one that a noun alone says. */
  as: string;
  /** Whether there can be several. */
  many: boolean;
  /** Which nouns it can be. */
  nouns: string[];
  /** Whether it must be there, and whether it belongs to the key. */
  used: Use;
}

/** How many targets have a rule that was not asked with. */
export interface WithoutRule {
  /** The rule's id. */
  rule: string;
  /** How many targets. */
  targets: number;
}

/** Whom to visit next. */
export interface Worklist {
  /** How many days ahead evidence was looked at. */
  ageing_days: number;
  /** Code of the rule's skill catalogue. */
  catalogue: string;
  /** Whether the list is all: the question may have limited it. */
  complete: boolean;
  /** The day. */
  day: string;
  /** How many households are to be visited. */
  households: number;
  /** As known at which instant; null: all that is known. */
  known_at: string | null;
  /** The lane that was asked about. */
  lane: string | null;
  /** The households, by their first reason, then the earliest day set, then fewest steps or questions, then lanes (in none: last), then ids. */
  list: ToVisit[];
  /** On which map. */
  map: string;
  /** The day of that map. */
  map_day: string;
  /** The member that was asked about. */
  member: string | null;
  /** How many for each reason, all reasons in order; a household counts in each of its own, so they do not add up. */
  reasons: InReason[];
  /** Id of the rule. */
  rule: string;
  /** The team that was asked about. */
  team: string | null;
  /** Id of the unit that was asked about, with what lies in it; null: everywhere. */
  unit: string | null;
  /** Version of the words and forms of answers: [`ANSWERS`](crate::coverage::ANSWERS). */
  v: number;
}

/** A question of whom to visit next, as a document. Where several of `unit`, `lane`, `team` and `member` are given, all of them bound the list. */
export interface WorklistQuestion {
  /** Evidence is ageing if within so many days the household would not be covered by what is known now. */
  ageing_days?: number;
  /** The day asked about. */
  day: string;
  /** As which host knew it at which instant of its own clock, `HOST@INSTANT`, where a journal was opened; null: all that is known. */
  known_at?: string | null;
  /** This lane (ngõ, tuyến), marks and case aside; null: every lane. */
  lane?: string | null;
  /** Who may be asked to learn, a condition asked of a resident; null: everybody. */
  learners?: Condition | null;
  /** Most households that the list names; null: all. */
  limit?: number | null;
  /** On which map: `then`, the day's own; `now`, that of `today`; or that of a day. It says in which unit a household is listed, never which there are. */
  map?: string;
  /** The units of the teams that this person is a member of on the day; null: whoever. */
  member?: string | null;
  /** Values of the rule's parameters. */
  parameters?: Given[];
  /** The unit of this team on the day, by the team's id; null: whatever team. */
  team?: string | null;
  /** The day that the question calls now; needed where the map is `now`. */
  today?: string | null;
  /** This unit and below, by its id or by its code on the day of the map; null: everywhere. */
  unit?: string | null;
}

/** Why a household is to be visited, in the order of the list. */
export type WorklistReason = "never_visited" | "return_due" | "not_assessed" | "one_step_short" | "evidence_ageing" | "advocate_to_be_named";
