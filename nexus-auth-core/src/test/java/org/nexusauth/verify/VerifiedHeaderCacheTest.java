package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifiedHeaderCacheTest {
  private static final JoseHeader HEADER = new JoseHeader("RS256", "k", null);

  private final VerifiedHeaderCache known = new VerifiedHeaderCache();

  @Test
  void find_nothing_remembered_is_null() {
    assertThat(known.find(lexed("AAAA.BBBB.CCCC"))).isNull();
  }

  @Test
  void find_the_same_header_before_other_parts_is_the_header_read_before() {
    known.put(lexed("AAAA.BBBB.CCCC"), HEADER);

    assertThat(known.find(lexed("AAAA.DDDDDDDD.EEEE"))).isSameAs(HEADER);
  }

  @Test
  void find_any_other_header_is_null() {
    known.put(lexed("AAAA.BBBB.CCCC"), HEADER);

    assertThat(known.find(lexed("AAAB.BBBB.CCCC"))).isNull();
    assertThat(known.find(lexed("AAA.BBBB.CCCC"))).isNull();
    assertThat(known.find(lexed("AAAAAA.BBBB.CCCC"))).as("one that begins like it").isNull();
  }

  @Test
  void put_another_header_replaces_the_last() {
    JoseHeader other = new JoseHeader("RS256", "l", null);
    known.put(lexed("AAAA.BBBB.CCCC"), HEADER);
    known.put(lexed("DDDD.BBBB.CCCC"), other);

    assertThat(known.find(lexed("AAAA.BBBB.CCCC"))).isNull();
    assertThat(known.find(lexed("DDDD.BBBB.CCCC"))).isSameAs(other);
  }

  private static CompactJws lexed(String text) {
    return Verifiers.parse(text);
  }
}
