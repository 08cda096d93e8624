package org.nexusauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.decision.Answer;
import org.nexusauth.decision.Decision;
import org.nexusauth.decision.Decision.Denied;
import org.nexusauth.decision.Decision.Granted;
import org.nexusauth.decision.GateRequest;
import org.nexusauth.decision.Requirement;
import org.nexusauth.event.DecisionEvent;
import org.nexusauth.revocation.KeyStatus;
import org.nexusauth.revocation.RevocationStore;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.verify.UnverifiedKey;
import org.nexusauth.verify.VerifiedApiKey;

/** A01: whatever comes of a request, no text of it holds a piece of the request's key. */
class KeyTextTest {
  private final List<String> said = new ArrayList<>();

  static List<String> algorithms() {
    return Signer.ALGORITHMS;
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void nothing_thatComesOfARequest_holdsAPieceOfItsKey(String algorithm) {
    Signer signer = Signer.of(algorithm);
    List<String> keys = keys(algorithm, signer);
    try (ApiKeyGate gate = gate(signer, key -> KeyStatus.active())) {
      note(gate);
      for (String key : keys) {
        values(key).forEach(value -> decide(gate, value));
        note(UnverifiedKey.parse(List.of(key), gate.settings().token()));
      }
    }
    for (RevocationStore store : stores()) {
      try (ApiKeyGate gate = gate(signer, store)) {
        decide(gate, List.of(keys.get(0)));
      }
    }

    assertThat(said).hasSizeGreaterThan(500);
    assertThat(KeyPieces.holders(said, keys)).isEmpty();
    assertThat(LogRecorder.messages("NEXUS-1020")).hasSizeGreaterThan(100);
    assertThat(KeyPieces.holders(LogRecorder.messages(""), keys)).isEmpty();
  }

  @Test
  void noManagedBean_holdsAPieceOfAKey() throws JMException {
    MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    try (ApiKeyGate gate = gate(Gates.SIGNER, key -> KeyStatus.active())) {
      decide(gate, List.of(Gates.KEY));
      for (ObjectName name : beans.queryNames(null, null)) {
        said.add(name.toString());
        for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
          said.add(attribute.getName() + "=" + text(beans, name, attribute));
        }
      }
    }

    assertThat(said).hasSizeGreaterThan(100);
    assertThat(KeyPieces.holders(said, KeyMaker.made())).isEmpty();
  }

  private static String text(MBeanServer beans, ObjectName name, MBeanAttributeInfo attribute)
      throws JMException {
    try {
      return Arrays.deepToString(new Object[] {beans.getAttribute(name, attribute.getName())});
    } catch (RuntimeMBeanException unsupported) {
      return unsupported.toString();
    }
  }

  private static ApiKeyGate gate(Signer signer, RevocationStore store) {
    return ApiKeyGate.builder(Map.of("nexus.auth.verify.keys", Signer.jwks(signer)))
        .clock(new TestClock())
        .store(store)
        .build();
  }

  /** Stores that deny, and those that quote all they know of the key as they fail. */
  private static List<RevocationStore> stores() {
    return List.of(
        key -> KeyStatus.revoked("leaked"),
        key -> KeyStatus.integrationDisabled(),
        key -> {
          throw new StatusUnavailableException("down for " + key, new IllegalStateException("x"));
        },
        key -> {
          throw new IllegalArgumentException("broken for " + key);
        });
  }

  private static List<String> keys(String algorithm, Signer signer) {
    KeyMaker good = KeyMaker.of(signer);
    String text = good.text();
    int dot = text.lastIndexOf('.');
    return List.of(
        text,
        good.without("jti").text(),
        good.claim("jti", "").text(),
        good.claim("exp", TestClock.second() - 61).text(),
        good.claim("nbf", TestClock.second() + 61).text(),
        good.claim("permissions", "read").text(),
        good.header("kid", "unknown").text(),
        good.header("alg", "none").text(),
        good.header("crit", List.of("b64")).text(),
        KeyMaker.of(Signer.stranger(algorithm)).text(),
        KeyMaker.payload(signer, "{\"integrationId\":\"int_1\",\"integrationId\":\"int_1\"}"),
        KeyMaker.payload(signer, "not JSON, of the attacker's making"),
        text.substring(0, dot - 4) + text.substring(dot));
  }

  private static Stream<List<String>> values(String key) {
    return Stream.of(
        List.of(key),
        List.of(key),
        List.of("Bearer " + key),
        List.of(key + "," + key),
        List.of(key, key),
        List.of(key + " "),
        List.of(key + "="),
        List.of(key + "." + key),
        List.of(key.repeat(20)),
        List.of(key.substring(0, key.length() - 20)),
        List.of(key.substring(0, key.lastIndexOf('.'))));
  }

  private void decide(ApiKeyGate gate, List<String> values) {
    GateRequest request = new GateRequest(values, "GET", "/api/x", "127.0.0.1", "request-1", null);
    note(request);
    Decision decision = gate.decide(request, Requirement.NONE);
    note(decision);
    note(DecisionEvent.of(TestClock.NOW, decision, request));
    if (decision instanceof Denied denied) {
      note(gate.answer(denied));
      note(denied.detail());
    } else {
      Granted granted = (Granted) decision;
      note(granted.key());
      gate.permit(request, granted, Requirement.ofPermissions("delete")).ifPresent(this::note);
    }
  }

  private void note(Object thing) {
    said.add(thing.toString());
    if (thing instanceof Answer answer) {
      said.add(answer.headers() + answer.body());
    }
    if (thing instanceof VerifiedApiKey key) {
      said.addAll(texts(key));
    }
  }

  private static Collection<String> texts(VerifiedApiKey key) {
    return List.of(
        key.getName(),
        key.keyId(),
        key.claims().toString(),
        key.subject().toString(),
        key.signingKeyId().toString());
  }
}
