// Patterns of working committees, their three lines, assessment and execution.
#include "engine/model/committee/parameters.hpp"
#include "tests/patterns/lines.hpp"

using namespace gongjian;
using namespace gongjian::tests;

namespace {

Arm base() { return district("baseline_turnover"); }

Values scaled(const Values& values, double factor) {
  Values result = values;
  for (double& value : result) value *= factor;
  return result;
}

double correlation(const std::vector<double>& a, const std::vector<double>& b) {
  double ma = 0, mb = 0, ab = 0, aa = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) ma += a[i] / double(a.size()), mb += b[i] / double(b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) * (a[i] - ma);
    bb += (b[i] - mb) * (b[i] - mb);
  }
  return ab / std::sqrt(aa * bb);
}

// Slope of a on b.
double slope(const std::vector<double>& a, const std::vector<double>& b) {
  double ma = 0, mb = 0, ab = 0, bb = 0;
  for (std::size_t i = 0; i < a.size(); ++i) ma += a[i] / double(a.size()), mb += b[i] / double(b.size());
  for (std::size_t i = 0; i < a.size(); ++i) ab += (a[i] - ma) * (b[i] - mb), bb += (b[i] - mb) * (b[i] - mb);
  return ab / bb;
}

}  // namespace

TEST_CASE("SF2: the form is everywhere, the substance is not", "[patterns]") {
  // form: a working committee with part-time seats and its three lines in every subdistrict
  struct Form {
    double subdistricts = 0, with_form = 0;
  };
  const auto forms = simulations<Form>(
      "baseline_turnover", {"weeks=1"}, {"shanghai", 0.01, kSeeds}, [](model::Simulation& simulation, int, Form& form) {
        const model::City& city = simulation.world().city;
        form.subdistricts = double(city.subdistricts.size());
        for (std::size_t s = 0; s < city.subdistricts.size(); ++s) {
          const auto first = city.units.kind.begin() + city.subdistricts.unit_begin[s];
          const auto last = city.units.kind.begin() + city.subdistricts.unit_end[s];
          const bool agencies = std::find(first, last, model::Kind::agency) != last;  // line A has whom to coordinate
          const bool outreach = city.committees.contacts[s] > 0;                      // line B works here
          const bool residents = city.subdistricts.neighbourhoods(s) > 0;             // line C has whom to lead
          form.with_form += city.committees.part_time[s] > 0 && agencies && outreach && residents;
        }
      });
  Values coverage;
  for (const Form& form : forms) coverage.push_back(form.with_form / form.subdistricts);
  exactly("SF2", "share of subdistricts with a committee and three lines", coverage, 1);
  for (const char* series :
       {"registered", "active", "coverage", "governance_quality", "participation", "project_benefit", "contact"})
    at_most("SF2", std::string("substance below one half: ") + series, base().last_year(series), 0.5);
}

TEST_CASE("SF3: a quarter of the seats are part-time ones", "[patterns]") {
  exactly("SF3", "part-time seats / all seats", base().last_year("external_share"), 0.25);
}

TEST_CASE("SF4: without binding assessment agencies follow the leader's attention, not the service", "[patterns]") {
  struct Panel {
    std::vector<double> agencies, attention, served;
  };
  const auto panels = simulations<Panel>(
      "baseline_turnover", {}, {"shanghai", 0.01, kSeeds}, [](model::Simulation& simulation, int week, Panel& panel) {
        if (week % 52 != 0 || week < 104) return;
        const model::City& city = simulation.world().city;
        std::vector<double> served(city.districts.size(), 0), count(city.districts.size(), 0);
        for (std::size_t s = 0; s < city.subdistricts.size(); ++s) {
          const std::size_t d = city.subdistricts.district[s];
          served[d] += city.stations.satisfied[model::Stations::row(s, model::StationType::service_centre)];
          ++count[d];
        }
        for (std::size_t d = 0; d < city.districts.size(); ++d) {
          panel.agencies.push_back(double(city.kind_totals.participants[d * model::kKinds]) /
                                   city.kind_totals.units[d * model::kKinds]);
          panel.attention.push_back(city.districts.effective_attention[d]);
          panel.served.push_back(served[d] / count[d]);
        }
      });
  Values with_attention, with_service;
  for (const Panel& panel : panels) {
    with_attention.push_back(correlation(panel.agencies, panel.attention));
    with_service.push_back(correlation(panel.agencies, panel.served));
  }
  at_least("SF4", "correlation of agencies' participation with attention", with_attention, 0.6);
  between("SF4", "its correlation with the service of centres", with_service, -0.1, 0.1);
}

TEST_CASE("SF6: projects are completed and needs served the better, the more office line C has", "[patterns]") {
  const auto with_office = [](double level) {
    return district("projects_contracts",
                    {"parameters.residents.needs_rate=0.004", "levers.needs_polling=1",
                     "levers.residential_office=" + std::to_string(level), "levers.residential_office.start=0"});
  };
  const Arm none = with_office(0), half = with_office(0.5), full = with_office(1);
  const auto completion = [](const Arm& arm) {
    return ratio(arm.at_end("projects_completed"),
                 combined(arm.at_end("projects_completed"), arm.at_end("projects_failed"), std::plus<>()));
  };
  at_least("SF6", "completion, half an office minus none", minus(completion(half), completion(none)), 0);
  at_least("SF6", "completion, a full office minus half", minus(completion(full), completion(half)), 0);
  at_most("SF6", "backlog, half an office minus none", minus(half.at_end("backlog"), none.at_end("backlog")), 0);
  at_most("SF6", "backlog, a full office minus half", minus(full.at_end("backlog"), half.at_end("backlog")), 0);
}

TEST_CASE("SF16: the representation gap is that of a multinomial sample and falls with the square root of seats",
          "[patterns]") {
  std::vector<std::string> unbiased = {"weeks=260"};
  for (const model::KindName& kind : model::kKindNames)
    unbiased.push_back("parameters.committee.selection_weight." + std::string(kind.name) + "=1");
  std::vector<std::string> twelve = unbiased;
  twelve.insert(twelve.end(), {"parameters.committee.least_part_time_seats=12"});
  const Values three = shanghai("baseline_turnover", unbiased).mean("representation_gap", 104, 260);
  const Values many = shanghai("baseline_turnover", twelve).mean("representation_gap", 104, 260);
  // within .01 of the closed form, which knows neither that a unit has one seat at most nor that subdistricts differ
  between("SF16", "gap of 3 unbiased seats (closed form .408)", three, 0.398, 0.418);
  between("SF16", "gap of 12 unbiased seats (closed form .201)", many, 0.191, 0.211);
  between("SF16", "gap of 3 / gap of 12 (square root of 4 = 2)", ratio(three, many), 1.8, 2.2);
}

TEST_CASE("SF17: most part-time seats go to agencies, and more of them that are chosen so hardly help", "[patterns]") {
  const Arm biased = shanghai("baseline_turnover", {"weeks=260"});
  const Arm more = shanghai("baseline_turnover", {"weeks=260", "parameters.committee.least_part_time_seats=12"});
  between("SF17", "agencies' share of part-time seats", biased.mean("agency_seat_share", 104, 260), 0.65, 0.75);
  between("SF17", "gap of 3 biased seats (closed form .694)", biased.mean("representation_gap", 104, 260), 0.67, 0.71);
  between("SF17", "gap of 12 biased seats (closed form .624)", more.mean("representation_gap", 104, 260), 0.60, 0.64);
}

TEST_CASE("SF18, SF19: part-time members attend in vain what is internal, and come less and less", "[patterns]") {
  between("SF18", "share of attended items that are internal (omega .7)", base().mean("meeting_formalism", 52, 520),
          0.69, 0.71);
  at_most("SF19", "attendance in the last year minus in the first month",
          minus(base().last_year("attendance"), base().at("attendance", 0)), -0.05);
  between("SF19", "change of attendance in the last two years, leaders stay",
          minus(district("baseline_stable").last_year("attendance"),
                district("baseline_stable").mean("attendance", 364, 416)),
          -0.01, 0.01);
}

TEST_CASE("SF20, SF40: split meetings end the exposure of internal matters, and part-time members come", "[patterns]") {
  const Arm split = district("split_meetings");
  const model::CommitteeParameters p;
  // seats x attendance x omega x items, over 12 subdistricts
  const Values expected =
      scaled(base().last_year("attendance"), p.least_part_time_seats * p.internal_share * p.agenda_items * 12);
  between("SF20", "exposure / seats x attendance x omega x items", ratio(base().last_year("exposure"), expected), 0.95,
          1.05);
  exactly("SF20", "exposure with split meetings", split.last_year("exposure"), 0);
  between("SF40", "attendance with joint meetings", base().last_year("attendance"), 0.45, 0.6);
  between("SF40", "attendance with split meetings", split.last_year("attendance"), 0.85, 0.95);
  between("SF40", "items for which they are called, split (1 - omega = .3)", split.last_year("items_called"), 0.28,
          0.32);
}

TEST_CASE("SF21: without binding assessment an agency's score says nothing of its service", "[patterns]") {
  const auto slopes = [](const std::string& scenario) {
    struct Year {
      std::vector<double> months, score;
    };
    std::vector<std::vector<double>> before(kSeeds);
    const auto years = simulations<Year>(scenario, {"weeks=312"}, {"district", 0.05, kSeeds},
                                         [](model::Simulation& simulation, int week, Year& year) {
                                           const model::Units& units = simulation.world().city.units;
                                           // months taken part in are counted until the last month of the year, week
                                           // 308; the score comes in week 311
                                           if (week == 308)
                                             for (std::size_t i = 0; i < units.count(); ++i)
                                               if (units.kind[i] == model::Kind::agency)
                                                 year.months.push_back(units.months_this_year[i] / 13.0);
                                           if (week == 311)
                                             for (std::size_t i = 0; i < units.count(); ++i)
                                               if (units.kind[i] == model::Kind::agency)
                                                 year.score.push_back(units.assessment[i]);
                                         });
    Values result;
    for (const Year& year : years) result.push_back(slope(year.score, year.months));
    return result;
  };
  between("SF21", "slope of agencies' scores on their service, not binding", slopes("baseline_turnover"), -0.1, 0.1);
  at_least("SF21", "the same where assessment binds", slopes("binding_assessment"), 0.5);
}

TEST_CASE("SF23: overlap wastes contacts", "[patterns]") {
  const auto with_overlap = [](double overlap) {
    return district("baseline_turnover", {"weeks=260", "parameters.outreach.overlap=" + std::to_string(overlap)});
  };
  const Arm none = with_overlap(0), some = with_overlap(0.3), much = with_overlap(0.6);
  between("SF23", "share of contacts that overlap (o = .3)", some.mean("duplicate_contacts", 0, 260), 0.29, 0.31);
  at_least("SF23", "coverage, o = 0 minus o = .3", minus(none.mean("coverage", 0, 260), some.mean("coverage", 0, 260)),
           0);
  at_least("SF23", "coverage, o = .3 minus o = .6", minus(some.mean("coverage", 0, 260), much.mean("coverage", 0, 260)),
           0);
  // 10 contacts a month; 1,940 two-new units in 12 subdistricts
  const double formula = 1 - std::exp(-0.7 * 10 * 12 / 1940.0);
  between("SF23", "coverage / (1 - exp(-(1-o) contacts / units))", scaled(some.mean("coverage", 0, 260), 1 / formula),
          0.9, 1.1);
}

TEST_CASE("SF24: twice the lever, poorly carried out, is less than the lever", "[patterns]") {
  const auto with = [](double value, double executed) {
    std::vector<std::string> settings = {"parameters.execution.at_first=" + std::to_string(executed),
                                         "parameters.execution.in_the_end=" + std::to_string(executed)};
    for (const char* lever : {"two_way", "publicity", "training"})
      settings.insert(settings.end(), {std::string("levers.") + lever + "=" + std::to_string(value),
                                       std::string("levers.") + lever + ".start=104"});
    return district("baseline_turnover", settings).last_year("participation");
  };
  at_least("SF24", "participation, levers at .5 carried out minus at 1 by a quarter",
           minus(with(0.5, 1), with(1, 0.25)), 0);
}

TEST_CASE("SF39: diverse seats close the gap, and little else changes", "[patterns]") {
  const Arm diverse = shanghai("more_part_time_diverse"), before = shanghai("baseline_turnover");
  const auto with_seats = [](double level) {
    return district("more_part_time_diverse", {"levers.part_time_seats=" + std::to_string(level)})
        .last_year("representation_gap");
  };
  at_least("SF39", "gap, 3 seats minus 9 (diverse)", minus(with_seats(0), with_seats(0.5)), 0);
  at_least("SF39", "gap, 9 seats minus 15 (diverse)", minus(with_seats(0.5), with_seats(1)), 0);
  between("SF39", "attendance minus baseline", minus(diverse.last_year("attendance"), before.last_year("attendance")),
          -0.02, 0.02);
  between("SF39", "activity / baseline", ratio(diverse.last_year("activity"), before.last_year("activity")), 0.95,
          1.05);
}

TEST_CASE("SF41: binding assessment moves agencies, and hardly others", "[patterns]") {
  const Arm bound = shanghai("binding_assessment"), before = shanghai("baseline_turnover");
  between("SF41", "agencies' participation / baseline",
          ratio(bound.last_year("participation_agency"), before.last_year("participation_agency")), 1.5, 2.5);
  between("SF41", "private firms' participation / baseline",
          ratio(bound.last_year("participation_private"), before.last_year("participation_private")), 0.75, 1.25);
  between("SF41", "social organisations' participation / baseline",
          ratio(bound.last_year("participation_social"), before.last_year("participation_social")), 0.75, 1.25);
  at_least("SF41", "formalism minus baseline", minus(bound.last_year("formalism"), before.last_year("formalism")), 0);
}

TEST_CASE("SF42: quantified assessment raises what is counted and lowers what is not, unless it counts quality",
          "[patterns]") {
  const Arm before = district("baseline_turnover"),
            counted = district("baseline_turnover", from_104({"committee_assessment"}));
  std::vector<std::string> with_quality = from_104({"committee_assessment"});
  with_quality.push_back("parameters.assessment.quality_counted=1");
  const Arm wise = district("baseline_turnover", with_quality);
  at_least("SF42", "contacts / baseline", ratio(counted.last_year("contacts"), before.last_year("contacts")), 1.2);
  at_least("SF42", "requests served / baseline",
           ratio(counted.last_year("centre_served"), before.last_year("centre_served")), 1);
  at_most("SF42", "quality not counted minus baseline",
          minus(counted.last_year("centre_quality"), before.last_year("centre_quality")), -0.1);
  exactly("SF42", "the same where quality is counted",
          minus(wise.last_year("centre_quality"), before.last_year("centre_quality")), 0);
}
