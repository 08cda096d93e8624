package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KnownHeaderTest {
  private static final JoseHeader HEADER = new JoseHeader("RS256", "k", null);

  private final KnownHeader known = new KnownHeader();

  @Test
  void of_nothing_remembered_is_null() {
    assertThat(known.of(lexed("AAAA.BBBB.CCCC"))).isNull();
  }

  @Test
  void of_the_same_header_before_other_parts_is_the_header_read_before() {
    known.remember(lexed("AAAA.BBBB.CCCC"), HEADER);

    assertThat(known.of(lexed("AAAA.DDDDDDDD.EEEE"))).isSameAs(HEADER);
  }

  @Test
  void of_any_other_header_is_null() {
    known.remember(lexed("AAAA.BBBB.CCCC"), HEADER);

    assertThat(known.of(lexed("AAAB.BBBB.CCCC"))).isNull();
    assertThat(known.of(lexed("AAA.BBBB.CCCC"))).isNull();
    assertThat(known.of(lexed("AAAAAA.BBBB.CCCC"))).as("one that begins like it").isNull();
  }

  @Test
  void remember_another_header_replaces_the_last() {
    JoseHeader other = new JoseHeader("RS256", "l", null);
    known.remember(lexed("AAAA.BBBB.CCCC"), HEADER);
    known.remember(lexed("DDDD.BBBB.CCCC"), other);

    assertThat(known.of(lexed("AAAA.BBBB.CCCC"))).isNull();
    assertThat(known.of(lexed("DDDD.BBBB.CCCC"))).isSameAs(other);
  }

  private static CompactJws lexed(String text) {
    return CompactJws.lex(text).jws();
  }
}
