package org.nexusauth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Subjects as stores know them, and the other values of the SPI. */
class SubjectIdTest {

  @Test
  void of_isTheFirst128BitsOverTheLengthAndTheId() throws Exception {
    byte[] id = "int_\u00e9".getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(ByteBuffer.allocate(4).putInt(id.length).array());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(id));

    assertThat(SubjectId.of(Subject.integration("int_\u00e9")))
        .isEqualTo(new SubjectId(Subject.Kind.INTEGRATION, hash.getLong(), hash.getLong()));
  }

  @Test
  void ofAKey_hasIssuerOrganizationAndIntegrationBeforeTheId() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    digest.update(
        new byte[] {0, 0, 0, 1, 'i', 0, 0, 0, 1, 'o', 0, 0, 0, 1, 'n', 0, 0, 0, 2, 'k', '1'});
    ByteBuffer hash = ByteBuffer.wrap(digest.digest());

    assertThat(SubjectId.of(Subject.key("i", "o", "n", "k1")))
        .isEqualTo(new SubjectId(Subject.Kind.KEY, hash.getLong(), hash.getLong()));
  }

  /**
   * Made with Python: {@code hashlib.sha256(b"".join(struct.pack(">i", len(t)) + t ...))}, a
   * missing issuer as {@code struct.pack(">i", -1)}. What is stored must be found by every later
   * version.
   */
  static Stream<Arguments> vectors() {
    String issuer = "https://api.example.com";
    return Stream.of(
        Arguments.of(
            Subject.key(null, "org_1", "int_1", "key-1"), "c2ad75169b78f67892beb9d635c1b7c7"),
        Arguments.of(
            Subject.key("", "org_1", "int_1", "key-1"), "f07fe41cb40564dae09b92570c20a331"),
        Arguments.of(
            Subject.key(issuer, "org_1", "int_1", "key-1"), "c50cdeea96c906f614b1f44d07e05a2b"),
        Arguments.of(Subject.signingKey(issuer, "2026-11"), "8f39253ff054ed9de48a5126e7b7ee35"),
        Arguments.of(Subject.integration("int_abc123"), "882c3167576ed03ccf5a1c2cd37294b0"),
        Arguments.of(Subject.agent("agt_def456"), "471c03f171613add5542cc49bb6d8966"),
        Arguments.of(
            Subject.organization("org_\u00fc\ud83d\udd11"), "003159464f251a09d17cf0b6904d0754"));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void of_isWhatAnotherProgramComputes(Subject subject, String expected) {
    SubjectId id = SubjectId.of(subject);

    assertThat("%016x%016x".formatted(id.high(), id.low())).isEqualTo(expected);
    assertThat(id.kind()).isEqualTo(subject.kind());
  }

  @Test
  void ofDifferentSubjects_differ() {
    List<Subject> subjects =
        List.of(
            Subject.key(null, "org_1", "int_1", "x"),
            Subject.key("", "org_1", "int_1", "x"),
            Subject.key("i", "org_1", "int_1", "x"),
            Subject.key("ix", "org_1", "int_1", "x"),
            Subject.key("i", "org_1", "int_1", "xx"),
            Subject.key("i", "org_2", "int_1", "x"),
            Subject.key("i", "org_1", "int_2", "x"),
            Subject.key("i", "int_1", "org_1", "x"),
            Subject.key("i", "org_1i", "nt_1", "x"),
            Subject.signingKey(null, "x"),
            Subject.signingKey("i", "x"),
            Subject.integration("x"),
            Subject.agent("x"),
            Subject.organization("x"),
            Subject.integration("X"),
            Subject.integration("x "));
    Set<SubjectId> ids = new HashSet<>();
    subjects.forEach(subject -> ids.add(SubjectId.of(subject)));

    assertThat(ids).hasSize(subjects.size());
  }

  @Test
  void ofIssuer_andId_cannotBeShiftedIntoEachOther() {
    assertThat(SubjectId.of(Subject.key("ab", "org_1", "int_1", "c")))
        .isNotEqualTo(SubjectId.of(Subject.key("a", "org_1", "int_1", "bc")));
    assertThat(SubjectId.of(Subject.key(null, "org_1", "int_1", "abc")))
        .isNotEqualTo(SubjectId.of(Subject.key("", "org_1", "int_1", "abc")));
  }

  @Test
  void ofIds_withAMeaningInStores_holdsNoneOfIt() {
    for (String id : List.of("*", "a:b", "x'; DROP TABLE keys;--", "\r\nFLUSHALL\r\n", "../x")) {
      assertThat(SubjectId.of(Subject.agent(id)).toString())
          .matches("SubjectId\\[kind=AGENT, high=-?\\d+, low=-?\\d+]");
    }
  }

  private static Subject subject(Subject.Kind kind, String issuer, String id) {
    String owner = kind == Subject.Kind.KEY ? "x" : null;
    return new Subject(kind, issuer, owner, owner, id);
  }

  @ParameterizedTest
  @EnumSource(Subject.Kind.class)
  void subject_hasOrganizationAndIntegrationWhereItIsAKey(Subject.Kind kind) {
    boolean key = kind == Subject.Kind.KEY;
    String word = key ? " needs " : " has no ";
    String owner = key ? null : "x";

    assertThatThrownBy(() -> new Subject(kind, null, owner, key ? "x" : null, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a subject of kind " + kind + word + "an organization");
    assertThatThrownBy(() -> new Subject(kind, null, key ? "x" : null, owner, "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a subject of kind " + kind + word + "an integration");
  }

  @ParameterizedTest
  @EnumSource(Subject.Kind.class)
  void subject_hasAnIssuerWhereIdsAreAnIssuersOwn(Subject.Kind kind) {
    boolean own = kind == Subject.Kind.KEY || kind == Subject.Kind.SIGNING_KEY;

    assertThatCode(() -> subject(kind, null, "x")).doesNotThrowAnyException();
    if (own) {
      assertThatCode(() -> subject(kind, "i", "x")).doesNotThrowAnyException();
    } else {
      assertThatThrownBy(() -> subject(kind, "i", "x"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a subject of kind " + kind + " has no issuer");
    }
    assertThatThrownBy(() -> subject(kind, null, ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a subject's id must not be empty");
  }

  @Test
  void status_hasAStateAlways() {
    assertThat(KeyStatus.active()).isEqualTo(new KeyStatus(KeyStatus.State.ACTIVE, null));
    assertThat(KeyStatus.revoked("why").reason()).isEqualTo("why");
    assertThat(KeyStatus.integrationDisabled().state())
        .isEqualTo(KeyStatus.State.INTEGRATION_DISABLED);
    assertThat(KeyStatus.agentRestricted().state()).isEqualTo(KeyStatus.State.AGENT_RESTRICTED);
    assertThatThrownBy(() -> new KeyStatus(null, "why")).isInstanceOf(NullPointerException.class);
  }

  @Test
  void keySubject_isBuiltOfWhatIsSet() {
    Instant at = Instant.EPOCH;
    KeySubject bare = KeySubject.builder("k", "i", "o").build();
    KeySubject full =
        KeySubject.builder("k", "i", "o")
            .issuer("iss")
            .agentId("a")
            .signingKeyId("s")
            .issuedAt(at)
            .expiresAt(at)
            .build();

    assertThat(bare).isEqualTo(new KeySubject(null, "k", "i", "o", null, null, null, null));
    assertThat(full).isEqualTo(new KeySubject("iss", "k", "i", "o", "a", "s", at, at));
  }

  @Test
  void page_keepsACopyOfItsChanges() {
    Change change =
        new Change(
            SubjectId.of(Subject.agent("a")),
            Change.State.DISABLED,
            Instant.EPOCH,
            null,
            null,
            "why");
    List<Change> changes = new ArrayList<>(List.of(change));
    Page page = new Page(new Cursor("g", 1), changes, false);
    changes.clear();

    assertThat(page.changes()).containsExactly(change).isUnmodifiable();
    assertThat(Cursor.START).isEqualTo(new Cursor("", 0));
  }

  @Test
  void unavailable_saysWhenWhereTheStoreKnows() {
    assertThat(new StatusUnavailableException("down").retryAfter()).isEmpty();
    RuntimeException cause = new IllegalStateException("why");
    assertThat(new StatusUnavailableException("down", cause)).hasMessage("down").hasCause(cause);
    assertThat(new StatusUnavailableException("down", null, Duration.ofSeconds(3)).retryAfter())
        .contains(Duration.ofSeconds(3));
  }
}
