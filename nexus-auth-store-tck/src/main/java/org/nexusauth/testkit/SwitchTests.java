package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.nexusauth.revocation.KeyStatus.State;
import org.nexusauth.revocation.KeySubject;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.Subject.Kind;

/** Integrations and agents that are switched off and on, and the keys that this concerns. */
abstract class SwitchTests extends EffectiveTimeTests {

  SwitchTests() {}

  @Test
  void switch_goesOffAndOnAgainHoweverOftenItIsSet() {
    for (Kind kind : List.of(Kind.INTEGRATION, Kind.AGENT)) {
      FreshKey key = fresh();
      Subject subject = key.subject(kind);
      writer().setEnabled(subject, true, "was never off");
      assertActive(key.key());
      for (int round = 0; round < 2; round++) {
        writer().setEnabled(subject, false, "unpaid");
        writer().setEnabled(subject, false, "unpaid still");
        assertState(FreshKey.stateWhenOff(kind), key.key(), "it is switched off");
        writer().setEnabled(subject, true, "paid");
        assertActive(key.key(), "it is switched on again");
      }
    }
  }

  @Test
  void switchTurnsItsOwn_subjectAndNoOther() {
    for (Kind kind : List.of(Kind.INTEGRATION, Kind.AGENT)) {
      FreshKey one = fresh();
      FreshKey two = fresh();
      FreshKey never = fresh();
      String name = kind.name().toLowerCase(Locale.ROOT);

      setEnabled(one.subject(kind), false);
      assertActive(two.key(), "after switching one %s off, another must stay on".formatted(name));
      setEnabled(two.subject(kind), false);
      assertState(
          FreshKey.stateWhenOff(kind), one.key(), "two of kind " + name + " are off, the first is");
      assertState(
          FreshKey.stateWhenOff(kind),
          two.key(),
          "two of kind " + name + " are off, the second is");
      assertActive(never.key(), "after switching two of kind " + name + " off, a third stays on");
      setEnabled(two.subject(kind), true);
      assertActive(two.key(), "it is switched on again");
      assertState(
          FreshKey.stateWhenOff(kind),
          one.key(),
          "after switching the second %s on, the first must stay off".formatted(name));
      setEnabled(one.subject(kind), true);
      assertActive(one.key(), "it is switched on again");
    }
  }

  @Test
  void integration_thatIsOff_deniesAllItsKeysAndNoOther() {
    FreshKey key = fresh();
    setEnabled(key.subject(Kind.INTEGRATION), false);

    for (KeySubject one : List.of(key.key(), key.ofAgent(null), key.sibling(Kind.INTEGRATION))) {
      assertState(State.INTEGRATION_DISABLED, one, "its integration is off");
    }
    assertActive(key.sibling(Kind.AGENT), "only another integration, of its agent, is off");
    assertActive(
        key.sibling(Kind.ORGANIZATION), "only another integration, of its organization, is off");
    setEnabled(key.subject(Kind.INTEGRATION), true);
    assertActive(key.key(), "its integration is on again");
    assertActive(key.ofAgent(null), "its integration is on again");
  }

  @Test
  void agent_thatIsOff_deniesItsKeysAndNoOther() {
    FreshKey key = fresh();
    setEnabled(key.subject(Kind.AGENT), false);

    for (KeySubject one : List.of(key.key(), key.sibling(Kind.AGENT))) {
      assertState(State.AGENT_RESTRICTED, one, "its agent is off");
    }
    assertActive(key.ofAgent(null), "only an agent of its integration is off, and it has none");
    assertActive(key.ofAgent("another"), "only another agent of its integration is off");
    setEnabled(key.subject(Kind.AGENT), true);
    assertActive(key.key(), "its agent is on again");
    assertActive(key.ofAgent(null), "no agent is off");
  }

  @Test
  void integration_andAgentOfAKey_areSwitchedApart() {
    FreshKey key = fresh();
    setEnabled(key.subject(Kind.INTEGRATION), false);
    setEnabled(key.subject(Kind.AGENT), false);

    setEnabled(key.subject(Kind.INTEGRATION), true);
    assertState(State.AGENT_RESTRICTED, key.key(), "its integration is on again, its agent is off");
    setEnabled(key.subject(Kind.INTEGRATION), false);
    setEnabled(key.subject(Kind.AGENT), true);
    assertState(
        State.INTEGRATION_DISABLED, key.key(), "its agent is on again, its integration is off");
  }

  @Test
  void integration_andAgentOfEqualIds_areSwitchedApart() {
    String id = fresh().key().keyId();
    KeySubject ofIntegration = KeySubject.builder("key", id, "org-unrelated").build();
    KeySubject ofAgent = FreshKey.unrelated("key").agentId(id).build();

    setEnabled(Subject.agent(id), false);
    assertState(State.AGENT_RESTRICTED, ofAgent, "its agent is off");
    assertActive(ofIntegration, "only an agent, of its integration's id, is off");
    setEnabled(Subject.agent(id), true);
    setEnabled(Subject.integration(id), false);
    assertState(State.INTEGRATION_DISABLED, ofIntegration, "its integration is off");
    assertActive(ofAgent, "only an integration, of its agent's id, is off");
  }

  @Test
  void switch_ofAnotherKind_isIllegal() {
    for (Kind kind : List.of(Kind.KEY, Kind.ORGANIZATION, Kind.SIGNING_KEY)) {
      Subject subject = fresh().subject(kind);
      assertThrows(
          IllegalArgumentException.class, () -> writer().setEnabled(subject, false, "no such"));
    }
  }

  @Test
  void switch_changesNothingForWhatIsRevoked() {
    FreshKey key = fresh();
    Subject subject = key.subject(Kind.INTEGRATION);
    revoke(subject, "sold");

    setEnabled(subject, false);
    assertRevoked("sold", key.key());
    setEnabled(subject, true);
    assertRevoked("sold", key.key());
  }

  private void setEnabled(Subject subject, boolean enabled) {
    writer().setEnabled(subject, enabled, "paid: " + enabled);
  }
}
