package org.nexusauth.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nexusauth.testkit.RecordFixtures.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nexusauth.management.model.Agent;
import org.nexusauth.management.model.ApiKeyRecord;
import org.nexusauth.management.model.Environment;
import org.nexusauth.management.model.KeyClaims;
import org.nexusauth.management.model.KeyLabel;
import org.nexusauth.management.model.KeyLabel.Origin;
import org.nexusauth.management.model.KeyLifecycle;
import org.nexusauth.management.model.KeyMarks;
import org.nexusauth.management.model.KeyRef;
import org.nexusauth.management.model.KeyRevocation;
import org.nexusauth.management.model.KeyRevocation.Cause;
import org.nexusauth.management.model.Organization;
import org.nexusauth.management.model.SigningKeyRecord;
import org.nexusauth.management.model.SigningKeyState;

/** Records of keys and signing keys, and what any record must keep. */
abstract class KeyRecordTests extends RecordWritingTests {
  private static final int MAX_ID = 255;

  KeyRecordTests() {}

  @Test
  void key_isWrittenOnce_andChangedByVersion() {
    ApiKeyRecord first = fixtures.key("key-1");
    insert(all -> all.insertApiKey(first));
    ApiKeyRecord marked = RecordFixtures.withMarks(first, new KeyMarks("sha256:91af0c", "a-_Z"));
    ApiKeyRecord changed =
        new ApiKeyRecord(
            first.claims(),
            new KeyLabel("Renamed", Environment.PRODUCTION, Origin.ISSUED, "ada", NOW, "silver"),
            marked.marks(),
            new KeyLifecycle(
                "key-0",
                RecordFixtures.rotation("key-2", NOW.plus(Duration.ofDays(30)), NOW),
                new KeyRevocation(NOW.plusSeconds(9), "eve", Cause.OTHER, "it's \"late\"; --"),
                NOW.plusSeconds(5)),
            3);

    assertFalse(isWritten(all -> all.insertApiKey(first)), "the key is there");
    assertTrue(isWritten(all -> all.updateApiKey(marked)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.updateApiKey(marked)), "version 2 does not follow 2");
    assertEquals(Optional.of(marked), read(all -> all.findApiKey(first.ref())));
    assertTrue(isWritten(all -> all.updateApiKey(changed)), "version 3 follows 2");
    assertEquals(Optional.of(changed), read(all -> all.findApiKey(first.ref())));
    assertFalse(
        isWritten(all -> all.updateApiKey(RecordFixtures.withMarks(fixtures.key("key-9"), null))),
        "there is none of this id");
  }

  @Test
  void equalKeyId_ofAnotherIntegrationOrOrganization_isAnotherKey() {
    ApiKeyRecord first = fixtures.key("same");
    KeyRef elsewhere = new KeyRef(fixtures.organizationId, "int2_" + fixtures.mark, "same");
    KeyRef abroad = new KeyRef("org2_" + fixtures.mark, fixtures.integrationId, "same");
    insert(all -> all.insertApiKey(first));

    for (KeyRef ref : List.of(elsewhere, abroad)) {
      assertEquals(Optional.empty(), read(all -> all.findApiKey(ref)));
      ApiKeyRecord other = fixtures.keyOf(withoutClaims(ref), KeyLifecycle.NEW);
      insert(all -> all.insertApiKey(other));
      assertEquals(Optional.of(other), read(all -> all.findApiKey(ref)));
    }
    assertEquals(Optional.of(first), read(all -> all.findApiKey(first.ref())));
  }

  /** Of keys that were issued elsewhere nothing but the ids need be known. */
  private static KeyClaims withoutClaims(KeyRef ref) {
    return new KeyClaims(null, ref, null, List.of(), null, null, null, null);
  }

  @Test
  void key_ofAnUnknownIntegrationAndAgent_isWritten() {
    ApiKeyRecord imported =
        new ApiKeyRecord(
            withoutClaims(new KeyRef("org3_" + fixtures.mark, "elsewhere", "k")),
            new KeyLabel("k", Environment.STAGING, Origin.IMPORTED, "first seen", NOW),
            null,
            KeyLifecycle.NEW,
            1);

    insert(all -> all.insertApiKey(imported));

    assertEquals(Optional.of(imported), read(all -> all.findApiKey(imported.ref())));
  }

  @Test
  void permissions_keepTheirOrderAndEveryCharacter() {
    List<String> permissions =
        Stream.concat(
                Stream.of("write", "read", "a,b", "a b", "[\"x\"]", "null", "é", "\uD83D\uDD11"),
                Stream.iterate(0, i -> i + 1).limit(56).map(i -> "p".repeat(200) + i))
            .toList();
    KeyClaims claims = fixtures.claims("key-p");
    ApiKeyRecord key =
        fixtures.keyOf(
            new KeyClaims(null, claims.ref(), null, permissions, null, null, null, null),
            KeyLifecycle.NEW);

    insert(all -> all.insertApiKey(key));

    assertEquals(Optional.of(key), read(all -> all.findApiKey(key.ref())));
  }

  @Test
  void signingKey_isWrittenOnce_andChangedByVersion() {
    SigningKeyRecord first = fixtures.signingKey("kid-1", NOW);
    SigningKeyRecord newer = fixtures.signingKey("kid-0", NOW.plusMillis(1));
    SigningKeyRecord retired =
        new SigningKeyRecord(
            first.issuer(),
            first.keyId(),
            first.algorithm(),
            SigningKeyState.RETIRED,
            first.createdAt(),
            first.createdBy(),
            NOW.plusSeconds(7),
            first.publicJwk(),
            null,
            2);
    insert(all -> all.insertSigningKey(first));
    insert(all -> all.insertSigningKey(newer));

    assertFalse(isWritten(all -> all.insertSigningKey(first)), "the id is taken");
    assertEquals(List.of(newer, first), read(all -> all.listSigningKeys(first.issuer())));
    assertTrue(isWritten(all -> all.updateSigningKey(retired)), "version 2 follows 1");
    assertFalse(isWritten(all -> all.updateSigningKey(retired)), "version 2 does not follow 2");
    assertEquals(List.of(newer, retired), read(all -> all.listSigningKeys(first.issuer())));
    assertEquals(List.of(), read(all -> all.listSigningKeys(first.issuer() + "x")));
  }

  @Test
  void instants_areKeptToTheMicrosecond_whateverTheTimeZone() {
    List<Instant> instants =
        List.of(
            Instant.parse("2026-11-30T13:00:00Z"),
            Instant.parse("2026-11-30T13:00:00.000001Z"),
            Instant.parse("2026-03-29T01:30:00.999999Z"), // Skipped by clocks in Europe.
            Instant.parse("2026-10-25T00:30:00.5Z"), // Twice on clocks in Europe.
            Instant.parse("2026-10-25T01:30:00.5Z"),
            Instant.parse("1970-01-01T00:00:00Z"),
            Instant.parse("2000-02-29T23:59:59.999999Z"),
            Instant.parse("9999-12-31T23:59:59Z"));
    for (int i = 0; i < instants.size(); i++) {
      Instant instant = instants.get(i);
      KeyClaims claims = RecordFixtures.withExpiry(fixtures.claims("key-t" + i), instant);
      ApiKeyRecord key =
          new ApiKeyRecord(
              claims,
              RecordFixtures.label("Key", instant),
              null,
              RecordFixtures.revoked(instant),
              1);
      insert(all -> all.insertApiKey(key));

      assertEquals(Optional.of(key), read(all -> all.findApiKey(key.ref())));
    }
  }

  @Test
  void oddAndLongIds_areTextsAndNothingMore() {
    for (String odd : oddTexts()) {
      KeyRef ref = new KeyRef(cut(odd + fixtures.mark), cut(odd + "i"), cut(odd + "k"));
      ApiKeyRecord key = fixtures.keyOf(withoutClaims(ref), KeyLifecycle.NEW);
      Organization organization = new Organization(ref.organizationId(), "Acme", NOW, 1);
      insert(all -> all.insertApiKey(key));
      insert(all -> all.insertOrganization(organization));

      assertEquals(Optional.of(key), read(all -> all.findApiKey(ref)));
      assertEquals(
          Optional.of(organization), read(all -> all.findOrganization(ref.organizationId())));
      for (String similar : OddIds.similarTo(ref.keyId())) {
        KeyRef other = new KeyRef(ref.organizationId(), ref.integrationId(), similar);
        if (!similar.equals(ref.keyId()) && isWellFormed(similar)) {
          assertEquals(Optional.empty(), read(all -> all.findApiKey(other)), similar);
        }
      }
    }
  }

  private static List<String> oddTexts() {
    return Stream.concat(
            OddIds.dangerous().stream(),
            Stream.of("\uD83D\uDD11".repeat(MAX_ID), "漢".repeat(MAX_ID), "../", "\u202E", "--"))
        .toList();
  }

  private static boolean isWellFormed(String text) {
    return text.codePoints().noneMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  /** The longest ids have 255 characters, that is code points. */
  private static String cut(String text) {
    int[] points = text.codePoints().toArray();
    int from = Math.max(0, points.length - MAX_ID);
    return new String(points, from, points.length - from);
  }

  @Test
  void names_ofEightyCharacters_areKept() {
    for (String character : List.of("x", "é", "漢", "\uD83D\uDD11")) {
      String name = String.join("", Collections.nCopies(80, character));
      String id = "agt_" + fixtures.mark + character;
      Agent agent = fixtures.agent(id, name);
      insert(all -> all.insertAgent(agent));

      assertEquals(Optional.of(agent), read(all -> all.findAgent(fixtures.organizationId, id)));
    }
  }
}
