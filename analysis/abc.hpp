// Approximate Bayesian computation: parameters whose simulations come near to target summaries, by rejection and by
// sequential Monte Carlo.
//
// Parameters are drawn as levels in the unit cube, where every prior is uniform: a prior is given by its quantile
// function alone, and weights need no prior density. All draws come from the seed and an address (round, candidate,
// number of the draw), so that a calibration is the same however many threads run a batch, and goes on after a stop as
// if there had been none.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

namespace gongjian::analysis {

// A summary of a run that is to come near a value.
struct AbcTarget {
  double value = 0;
  double weight = 1;  // of its squared distance, at least 0
  double scale = 0;   // what counts as one unit of distance; 0: the summary's median absolute deviation over the pilot
};

struct AbcProblem {
  std::vector<std::function<double(double)>> quantiles;  // of the priors, each from (0, 1)
  std::vector<AbcTarget> targets;
  // Summaries, one for each target, of a run for each of these parameter sets. `first` is how many runs the calibration
  // had before, so that first + i can address the random numbers of run i. A summary of NaN marks a failed run, which
  // is never accepted, nor is one that is infinite.
  std::function<std::vector<std::vector<double>>(const std::vector<std::vector<double>>& parameters,
                                                 std::uint64_t first)>
      simulate;
};

struct AbcOptions {
  std::uint64_t seed = 1;
  std::uint32_t particles = 1000;
  std::uint32_t batch = 1000;  // runs asked for at once; another batch size gives another (as good) result
  double pilot_share = 0.2;    // of the first runs, drawn from the prior, that are kept; 0 < share <= 1
  double quantile = 0.5;       // of the distances, which becomes the next tolerance; 0 < quantile < 1
  int rounds = 10;             // at most, with the pilot
  // a round that would seem to need more in all, see runs_expected, is not begun; one that does is given up
  std::uint64_t most_runs = 100'000;
  double least_acceptance = 0.02;  // a round that accepts less is the last
  double tolerance = 0;            // a round that has reached it is the last
};

struct AbcRound {
  double tolerance;       // largest distance accepted
  std::uint64_t runs;     // made in this round, up to the last that was needed
  std::uint64_t failed;   // of these
  double acceptance;      // share of runs accepted
  double effective_size;  // 1 / sum of squared weights (Kong, Liu and Wong 1994)
};

// Why there is no further round.
enum class AbcEnd { none, rounds, runs, acceptance, tolerance };

// All that a calibration knows after a round. Kept and given back, it goes on from there.
struct AbcState {
  std::vector<std::vector<double>> levels;      // [particle][parameter], in the unit cube
  std::vector<std::vector<double>> parameters;  // the same through the priors' quantiles
  std::vector<std::vector<double>> summaries;   // [particle][target]
  std::vector<double> weights, distances;       // weights sum to 1
  std::vector<double> scales;                   // by target
  std::vector<AbcRound> rounds;
  std::uint64_t runs = 0;  // made in all
  AbcEnd end = AbcEnd::none;
};

// The nearest `kept` of `runs` draws from the prior, all with the same weight (Pritchard et al. 1999; Beaumont, Zhang
// and Balding 2002). Throws UserError where too many runs failed to keep so many.
AbcState abc_rejection(const AbcProblem& problem, std::uint64_t runs, std::uint32_t kept, const AbcOptions& options);

// Sequential Monte Carlo: rejection as a pilot, then rounds under a falling tolerance, a quantile of the distances
// before (Drovandi and Pettitt 2011; Del Moral, Doucet and Jasra 2012). Candidates are particles moved by a normal
// kernel with twice their weighted covariance (Beaumont et al. 2009; Filippi et al. 2013) and weighted by importance,
// as in population Monte Carlo. `state`: empty, or one that an earlier call returned or reported.
// `after_round` is told the state after each round. Throws as abc_rejection.
AbcState abc_smc(const AbcProblem& problem, const AbcOptions& options, AbcState state = {},
                 const std::function<void(const AbcState&)>& after_round = {});

// Runs that the round after this state may take: particles over the acceptance before, times the quantile that goes on
// being accepted under the next tolerance if the particles do not close in.
double runs_expected(const AbcState& state, const AbcOptions& options);

// What is known of one number.
struct Marginal {
  double mean, sd;
  double low, median, high;  // weighted quantiles
};

// By parameter; low and high hold `confidence` of the weight between them.
std::vector<Marginal> marginals(const AbcState& state, double confidence = 0.95);
// Likewise, by target: the summaries of the runs accepted.
std::vector<Marginal> predictive(const AbcState& state, double confidence = 0.95);

// How a parameter's posterior lies in its prior.
struct PriorUse {
  double width;            // its standard deviation over the prior's, as levels
  double at_low, at_high;  // shares of its weight in the lowest and the highest twentieth of the prior
};
std::vector<PriorUse> prior_use(const AbcState& state);

}  // namespace gongjian::analysis
