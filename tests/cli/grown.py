"""A model of a garden club, with what the language has beside ratings and levels, and an assessment of it."""

from __future__ import annotations

MODEL = """\
model garden version 1.0.0
  title "Garden club"
  source "Own work"

scale answer met from most {
  outside later "Not yet"
  none "None" value 0
  some "Some" value 1
  most "Most" value 2
  all "All" value 3
}

method teams "Teams together" {
  criteria judged
  instances by together
}

decide together "Plots together" of instances first fit {
  when every instance is the same -> that
  when some instance is none
    -> judgement { none, some } but none when every instance is at most some
  otherwise -> open because "The club has not said"
} source "Club rules, 4"

kind bed in capability
group NORTH "Northern plots"

property size of capability : number = 1
facet sure "How sure one is" of rating : count 1 .. 5
input rain "Rain in the season" : number 0 .. 2000 source "Weather service"
input tools "Tools" of capability : one of own, lent

parameter dry "Dry below" : number = 300, 350 from 2027-01-01 source "Club rules, 2"
judgement neglected "What is missing endangers the bed" on bed
context drought "It did not rain"
finding fungus "There is a fungus" names subjects
blank ratings count none
weakness needed below most

levels cumulative from 0 {
  0 "Wild"
  1 "Kept" requires every bed is fine
  2 "Cared for" requires score at least 2 and tools is own
}

capability P.1 "Roses" in NORTH with size 3 {
  bed B.1 "Climbing roses" {
    criterion C.1 "Cut in spring" {
      needs record "cutting plan" not older than 12 months
    }
    criterion C.2 "Watered" {
      applies when rain below parameter dry
    }
  }
  bed B.2 "Wild roses" {
    criterion C.3 "Left alone"
  }
  level 2 requires finding fungus or P.1.C.1 is all
}

capability P.2 "Herbs" {
  bed B.1 "Kitchen herbs" {
    criterion C.1 "Harvested" {
      rate
        all when rain at least 500
        otherwise some
    }
  }
}

value fine "In order" of bed
  = every criterion is at least most and (every criterion is all or not judged neglected)
  because "The club looks at beds as a whole"

value score of capability = mean of it over every criterion (blank counts 0) rounded half up to 0.1
value share of capability on each level n = share of every criterion that is at least some

decide state "State" of capability as answer {
  when score at least 2 -> all
  when score below 2 -> judgement { none, some }
}

set roses "Where roses grow" = { P.1 }
scope spring "Spring round" view { P.1, P.2 }
scope autumn "Autumn round" view { P.1 }

rule P.1.R.1 "Fungus" cap P.1.C.1 at some when finding fungus source "Club rules, 7"
rule P.2.R.1 warn when P.2.C.1 is none and context drought

maturity club "The club" cumulative from 1 {
  1 "Young"
  2 "Old" requires every capability of roses reaches level 2
}

profile small "A small club" of garden {
  set dry = 200 because "Clay"
  drop P.2 because "No herbs"
  extend P.1 {
    criterion C.9 "Hedge cut"
  } because "There is a hedge"
  replace rule P.1.R.1 cap P.1.C.1 at most when finding fungus because "Resistant roses"
}
"""

ASSESSMENT = """\
cxrules: 1
assessment: season
model: garden
date: 2026-11-20
assessors: {lead: {role: lead}}
evidence: {E1: {kind: record, title: cutting plan, date: 2026-10-01}}
ratings:
  P.1.C.1: {rating: all, evidence: [E1]}
  P.1.C.2: all
  P.1.C.3: all
  P.2.C.1: all
values: {rain: 250, P.1.tools: own}
"""
