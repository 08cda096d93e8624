package org.nexusauth.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationNoticeTest {
  private static final Instant STARTED = Instant.parse("2026-11-30T13:00:00Z");

  @Test
  void reason_ofANotice_isFoundAgain() {
    RotationNotice notice = RotationNotice.of(STARTED);

    assertThat(notice.reason()).isEqualTo("rotated 2026-11-30T13:00:00Z");
    assertThat(RotationNotice.find(notice.reason())).contains(notice);
    assertThat(ReasonText.problemWith(notice.reason())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2028-02-29T23:59:59Z", "9999-12-31T23:59:59Z"})
  void reason_atTheEdgesOfTime_isFoundAgain(String startedAt) {
    RotationNotice notice = new RotationNotice(Instant.parse(startedAt));

    assertThat(RotationNotice.find(notice.reason())).contains(notice);
  }

  @Test
  void fractionOfASecond_isCutOff() {
    assertThat(RotationNotice.of(STARTED.plusNanos(999_999_999)).startedAt()).isEqualTo(STARTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2026-11-30T13:00:00.5Z", "1969-12-31T23:59:59Z", "+10000-01-01T00:00:00Z"})
  void instant_thatIsNotWritten_isRejected(String startedAt) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RotationNotice(Instant.parse(startedAt)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "rotated ",
        "leaked",
        "rotated 2026-11-30T13:00:00",
        "rotated 2026-11-30T13:00:00z",
        "rotated 2026-11-30t13:00:00Z",
        "rotated 2026-11-30T24:00:00Z",
        "rotated 2026-11-30T23:59:60Z",
        "rotated 2026-02-29T13:00:00Z",
        "rotated 1969-12-31T23:59:59Z",
        "Rotated 2026-11-30T13:00:00Z",
        "rotated  2026-11-30T13:00:0Z",
        "rotated 2026-11-30T13:00:00Z ",
        " rotated 2026-11-30T13:00:00Z",
        "rotated 2026-11-30T13:00:00.0Z",
        "rotated 2026-11-30T13:00:00+00:00",
        "rotated 2026-11-30T13:00:00Z, leaked"
      })
  void otherText_isNoNotice(String reason) {
    assertThat(RotationNotice.find(reason)).isEmpty();
  }
}
