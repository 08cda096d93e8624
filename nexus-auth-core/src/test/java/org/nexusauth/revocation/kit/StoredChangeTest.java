package org.nexusauth.revocation.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.revocation.Change;
import org.nexusauth.revocation.Cursor;
import org.nexusauth.revocation.Page;
import org.nexusauth.revocation.Revocation;
import org.nexusauth.revocation.StatusUnavailableException;
import org.nexusauth.revocation.StoredRevocation;
import org.nexusauth.revocation.Subject;
import org.nexusauth.revocation.SubjectId;

final class StoredChangeTest {
  private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
  private static final Subject SUBJECT = Subject.integration("int_1");
  private static final SubjectId ID = SubjectId.of(SUBJECT);

  private static StoredChange stored(int code) {
    return StoredChange.of(7, ID, code, NOW, null, NOW.plusSeconds(60), "leaked");
  }

  @ParameterizedTest
  @CsvSource({
    "1, REVOKED, true",
    "2, DISABLED, true",
    "3, ENABLED, true",
    "4, REVOKED, false",
    "5, WITHDRAWN, false"
  })
  void code_standsForStateAndVerdict(int code, Change.State state, boolean immediate) {
    StoredChange stored = stored(code);

    assertThat(StoredChange.codeOf(state, immediate)).isEqualTo(code);
    assertThat(stored)
        .isEqualTo(
            new StoredChange(
                7, new Change(ID, state, NOW, null, NOW.plusSeconds(60), "leaked"), immediate));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 6, -1})
  void code_thatNobodyWrote_isNoAnswer(int code) {
    assertThatThrownBy(() -> stored(code)).isInstanceOf(StatusUnavailableException.class);
  }

  @Test
  void told_whatWasAtOnceIsInForceForAReaderWhoseClockIsBehind() {
    Instant before = NOW.minusSeconds(300);

    assertThat(stored(1).readAt(before).effectiveAt()).isEqualTo(before);
    assertThat(stored(4).readAt(before).effectiveAt()).isEqualTo(NOW);
    assertThat(stored(1).readAt(NOW.plusSeconds(1)).effectiveAt()).isEqualTo(NOW);
  }

  @Test
  void revocations_areThoseOfTheSubjectWithoutItsSwitches() {
    Revocation revocation = new Revocation(SUBJECT, NOW, null, NOW.plusSeconds(60), "leaked");

    assertThat(StoredChange.revocationsOf(SUBJECT, List.of(stored(1), stored(2), stored(4))))
        .containsExactly(
            new StoredRevocation(revocation, true), new StoredRevocation(revocation, false));
  }

  @Test
  void switched_isTheLastSwitch() {
    assertThat(StoredChange.switchStateOf(List.of())).isEqualTo(Change.State.ENABLED);
    assertThat(StoredChange.switchStateOf(List.of(stored(1)))).isEqualTo(Change.State.ENABLED);
    assertThat(StoredChange.switchStateOf(List.of(stored(3), stored(2), stored(1))))
        .isEqualTo(Change.State.DISABLED);
    assertThat(StoredChange.switchStateOf(List.of(stored(2), stored(5))))
        .isEqualTo(Change.State.DISABLED);
    assertThat(StoredChange.switchStateOf(List.of(stored(2), stored(3))))
        .isEqualTo(Change.State.ENABLED);
  }

  @Test
  void page_endsAtTheHeadWhenThereIsNoMore() {
    Cursor head = new Cursor("g", 9);

    Page page = StoredChange.pageOf(head, List.of(stored(1)), 2, NOW);

    assertThat(page).isEqualTo(new Page(head, List.of(stored(1).change()), false));
  }

  @Test
  void page_thatIsFullEndsAtItsLastChange() {
    Page page = StoredChange.pageOf(new Cursor("g", 9), List.of(stored(1)), 1, NOW);

    assertThat(page.next()).isEqualTo(new Cursor("g", 7));
    assertThat(page.more()).isTrue();
    assertThat(StoredChange.pageOf(new Cursor("g", 7), List.of(stored(1)), 1, NOW).more())
        .isFalse();
  }

  @Test
  void cursor_hasNothingToReadUpToAHeadThatItIsAtOrThatIsAnothers() {
    Cursor head = new Cursor("g", 2);

    assertThat(Cursor.START.hasNothingToReadUpTo(head)).isFalse();
    assertThat(new Cursor("g", 1).hasNothingToReadUpTo(head)).isFalse();
    assertThat(new Cursor("g", 2).hasNothingToReadUpTo(head)).isTrue();
    assertThat(new Cursor("g", 3).hasNothingToReadUpTo(head)).isTrue();
    assertThat(new Cursor("h", 1).hasNothingToReadUpTo(head)).isTrue();
    assertThat(Cursor.START.hasNothingToReadUpTo(new Cursor("g", 0))).isTrue();
  }
}
