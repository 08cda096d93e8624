package org.nexusauth.attack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;
import org.nexusauth.decision.Decision.Granted;

/** Whatever the gate admits, jose4j and Nimbus admit, too: nobody is stranger than the others. */
@Timeout(1800)
class PeersTest {
  private static final long SEED =
      Long.getLong("nexus.mutants.seed", new SecureRandom().nextLong());

  private final List<AttackSite> sites = AttackSite.of(SEED);
  private final List<String> objections = new ArrayList<>();
  private int admitted;

  @Test
  void gate_admitsNoGenuineKeyOrMutantThatAPeerRefuses() {
    for (AttackSite site : sites) {
      site.keys().forEach(key -> compare(site, key.signer(), key.text()));
      for (long index = 0; index < 5_000; index++) {
        List<String> values = site.mutant(index).values();
        if (values.size() == 1) {
          site.keys().stream()
              .filter(key -> values.get(0).contains(key.input()))
              .findFirst()
              .ifPresent(key -> compare(site, key.signer(), values.get(0)));
        }
      }
    }

    assertThat(objections).as("-Dnexus.mutants.seed=" + SEED).isEmpty();
    assertThat(admitted).isGreaterThan(100);
  }

  @Test
  void gate_admitsNoJsonThatAPeerRefuses() {
    AttackSite site = sites.get(1);
    GoodKey key = site.keys().get(0);
    for (JsonCase one : JsonCase.all()) {
      byte[] header = key.header().text().getBytes(UTF_8);
      byte[] claims = key.claims().text().getBytes(UTF_8);
      compare(site, key.signer(), KeyMaker.raw(key.signer(), header, one.in(key.claims(), "x")));
      compare(site, key.signer(), KeyMaker.raw(key.signer(), one.in(key.header(), "x"), claims));
    }

    assertThat(objections).isEmpty();
    assertThat(admitted).isGreaterThan(200);
  }

  @Test
  void gate_admitsNoUnusualKeyThatAPeerRefuses() {
    List<String> values =
        JsonCase.all().stream()
            .filter(one -> one.isTaken() && !one.isWhole() && !one.text().contains("<"))
            .map(JsonCase::text)
            .toList();
    for (long index = 0; index < 3_000; index++) {
      Dice dice = Dice.of(SEED, index);
      AttackSite site = dice.of(sites);
      GoodKey key = dice.of(site.keys());
      if (key.answer() == null && (!key.isSlow() || dice.oneIn(8))) {
        compare(site, key.signer(), unusual(key, dice, values));
      }
    }

    assertThat(objections).as("-Dnexus.mutants.seed=" + SEED).isEmpty();
    assertThat(admitted).isGreaterThan(500);
  }

  private static String unusual(GoodKey key, Dice dice, List<String> values) {
    Json header = more(key.header(), dice, values);
    Json claims = more(key.claims(), dice, values);
    return KeyMaker.raw(
        key.signer(), JsonKinds.rewritten(header, dice), JsonKinds.rewritten(claims, dice));
  }

  private static Json more(Json json, Dice dice, List<String> values) {
    Json more = json;
    for (int i = dice.below(4); i > 0; i--) {
      String name = dice.among("x", "scope", "nonce", "a b", "\\u0061", "", "azp", "é");
      more = more.with(name, dice.of(values));
    }
    return more;
  }

  private void compare(AttackSite site, Signer signer, String text) {
    if (site.decide(List.of(text)) instanceof Granted) {
      admitted++;
      String bare = text.replaceFirst("^nxs_", "");
      Stream.of(Peers.jose4j(signer, bare), Peers.nimbus(signer, bare))
          .filter(objection -> !objection.isEmpty())
          .forEach(objections::add);
    }
  }
}
