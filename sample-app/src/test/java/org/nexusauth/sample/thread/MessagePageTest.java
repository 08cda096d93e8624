package org.nexusauth.sample.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MessagePageTest {

  private static final List<Message> FIVE =
      IntStream.rangeClosed(1, 5).mapToObj(MessagePageTest::message).toList();

  static Stream<Arguments> pages() {
    return Stream.of(
        argumentSet("all", "20", "asc", "", "", "12345"),
        argumentSet("newest first", "20", "desc", "", "", "54321"),
        argumentSet("the first two", "2", "asc", "", "", "12"),
        argumentSet("the last two", "2", "desc", "", "", "54"),
        argumentSet("after", "20", "asc", "2", "", "345"),
        argumentSet("after, the next two", "2", "asc", "2", "", "34"),
        argumentSet("before", "20", "asc", "", "4", "123"),
        argumentSet("before, newest first", "2", "desc", "", "4", "32"),
        argumentSet("after, newest first", "20", "desc", "2", "", "543"),
        argumentSet("between", "20", "asc", "1", "4", "23"),
        argumentSet("after the last", "20", "asc", "5", "", ""),
        argumentSet("before the first", "20", "asc", "", "1", ""),
        argumentSet("after comes after before", "20", "asc", "4", "2", ""));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void page_ofFiveMessages_isWhatWasAskedFor(
      String limit, String order, String after, String before, String expected) {
    List<Message> page =
        MessagePage.of(limit, order, cursor(after), cursor(before)).selectFrom(FIVE);
    assertThat(page.stream().map(Message::content).reduce("", String::concat)).isEqualTo(expected);
  }

  @Test
  void cursor_inCapitals_isTheSameId() {
    Message some =
        new Message(
            UUID.fromString("aaaaaaaa-0000-4000-8000-00000000000b"),
            Message.Type.USER,
            "x",
            Instant.EPOCH);
    assertThat(
            MessagePage.of("20", "asc", "AAAAAAAA-0000-4000-8000-00000000000B", "")
                .selectFrom(List.of(some)))
        .isEmpty();
  }

  @Test
  void order_otherThanTheTwo_isRefused() {
    assertThatThrownBy(() -> MessagePage.of("20", "ASC", "", ""))
        .hasMessage("Invalid order parameter. Must be asc or desc");
  }

  @Test
  void cursor_ofNoMessageInTheThread_isRefused() {
    assertThatThrownBy(() -> MessagePage.of("20", "asc", cursor("9"), "").selectFrom(FIVE))
        .hasMessage("Invalid after parameter. Must be the id of a message in this thread");
    assertThatThrownBy(() -> MessagePage.of("20", "asc", "", "x").selectFrom(FIVE))
        .hasMessage("Invalid before parameter. Must be the id of a message in this thread");
  }

  private static String cursor(String number) {
    return number.isEmpty() ? "" : new UUID(0, Long.parseLong(number)).toString();
  }

  private static Message message(int number) {
    return new Message(
        new UUID(0, number), Message.Type.USER, String.valueOf(number), Instant.EPOCH);
  }
}
