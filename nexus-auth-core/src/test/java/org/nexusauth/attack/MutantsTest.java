package org.nexusauth.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Objects;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.decision.Decision.Granted;

/**
 * Mutants of genuine keys against the gate. A fresh seed each time; a failure prints it, and {@code
 * -Dnexus.mutants.seed=…} makes the same keys and mutants again.
 */
@Timeout(14_400) // Ten million take the better part of an hour on two cores.
class MutantsTest {
  private static final long SEED =
      Long.getLong("nexus.mutants.seed", new SecureRandom().nextLong());

  private static final long COUNT = Long.getLong("nexus.mutants.count", 100_000);

  @Test
  void gate_answersEveryMutantAsTheRulesSayAndStillKnowsTheGenuine() {
    List<AttackSite> sites = AttackSite.of(SEED);

    assertThat(wrong(sites, COUNT)).as(seed()).isEmpty();
    assertGenuineAreKnown(sites);
  }

  @Tag("deep")
  @Test
  void gate_answersTenMillionMutantsAsTheRulesSay() {
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.setLevel(Level.OFF); // The records of ten million refusals would not fit in memory.
    try {
      assertThat(wrong(AttackSite.of(SEED), 10_000_000)).as(seed()).isEmpty();
    } finally {
      root.setLevel(before);
    }
  }

  private static String seed() {
    return "-Dnexus.mutants.seed=" + SEED;
  }

  private static List<String> wrong(List<AttackSite> sites, long count) {
    return LongStream.range(0, count)
        .parallel()
        .mapToObj(index -> wrong(sites.get((int) (index % sites.size())), index))
        .filter(Objects::nonNull)
        .limit(10)
        .toList();
  }

  private static String wrong(AttackSite site, long index) {
    String wrong = site.wrong(site, index);
    return wrong == null ? null : "mutant " + index + ", " + wrong;
  }

  private static void assertGenuineAreKnown(List<AttackSite> sites) {
    for (AttackSite site : sites) {
      for (GoodKey key : site.keys()) {
        assertThat(site.decide(List.of(key.text())) instanceof Granted)
            .as(key.toString())
            .isEqualTo(key.answer() == null);
      }
    }
  }
}
