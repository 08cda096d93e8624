package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerifiedHeaderCacheTest {
  private static final JoseHeader HEADER = new JoseHeader("RS256", "k", null);

  private final VerifiedHeaderCache known = new VerifiedHeaderCache();

  @Test
  void findNothingRemembered_isNull() {
    assertThat(known.find(lexed("AAAA.BBBB.CCCC"))).isNull();
  }

  @Test
  void findTheSameHeader_beforeOtherParts_isTheHeaderReadBefore() {
    known.put(lexed("AAAA.BBBB.CCCC"), HEADER);

    assertThat(known.find(lexed("AAAA.DDDDDDDD.EEEE"))).isSameAs(HEADER);
  }

  @Test
  void findAnyOtherHeader_isNull() {
    known.put(lexed("AAAA.BBBB.CCCC"), HEADER);

    assertThat(known.find(lexed("AAAB.BBBB.CCCC"))).isNull();
    assertThat(known.find(lexed("AAA.BBBB.CCCC"))).isNull();
    assertThat(known.find(lexed("AAAAAA.BBBB.CCCC"))).as("one that begins like it").isNull();
  }

  @Test
  void putAnotherHeader_replacesTheLast() {
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
