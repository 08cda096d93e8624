package org.nexusauth.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.reason.Reason;

/** Tests the generator: it finds each of these faults when it is planted. */
@Timeout(1800)
class PlantedFaultsTest {
  private static final long ENOUGH = 50_000;

  private static List<AttackSite> sites;

  @BeforeAll
  static void makeSites() {
    sites = AttackSite.of(20261124);
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        mending("trims blanks", String::trim),
        mending("strips Unicode blanks", String::strip),
        mending("drops blanks anywhere", text -> text.replaceAll("[ \\t\\r\\n]", "")),
        mending("drops one line break at the end", text -> text.replaceFirst("\\r?\\n\\z", "")),
        mending("drops what is no digit", Lenience::withoutJunk),
        mending("drops NUL", text -> text.replace("\0", "")),
        mending("stops at NUL", text -> text.replaceFirst("(?s)\0.*", "")),
        mending("drops unseen characters", text -> text.replaceAll("[\u200b\ufeff\u2060]", "")),
        mending("takes padding", Lenience::withoutPadding),
        mending("takes the standard alphabet", Lenience::urlAlphabet),
        mending("takes unused bits", Lenience::canonical),
        mending("narrows characters", Lenience::narrowed),
        mending(
            "normalizes Unicode",
            text -> java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFKC)),
        mending("takes Bearer off", text -> text.replaceFirst("(?i)^bearer\\s+", "")),
        mending("takes another scheme off", text -> text.replaceFirst("^ApiKey ", "")),
        mending("takes quotes off", text -> text.replaceAll("^\"|\"$", "")),
        mending("takes the prefix off twice", text -> text.replaceFirst("^nxs_nxs_", "nxs_")),
        mending("takes the prefix in any case", text -> text.replaceFirst("^(?i:nxs_)", "nxs_")),
        mending("reads percent escapes", text -> text.replaceFirst("%2[eE]", ".")),
        mending("splits at commas", text -> text.split(",", 2)[0]),
        mending("overlooks parts behind the third", text -> Lenience.firstParts(text, 3)),
        mending("overlooks a dot at the end", text -> text.replaceFirst("[.]$", "")),
        mending("cuts what is too long", text -> text.substring(0, Math.min(4096, text.length()))),
        confusing("overlooks the header", Lenience::payload),
        confusing("overlooks the payload", Lenience::headerAndSignature),
        confusing("overlooks the signature", text -> Lenience.firstParts(text, 2)),
        confusing("compares the start of a signature", text -> Lenience.cutSignature(text, 22)),
        confusing("compares the end of a text", text -> text.substring(text.length() * 9 / 10)),
        confusing("overlooks case", text -> text.toLowerCase(Locale.ROOT)),
        confusing("reads the header before it verifies", text -> Lenience.rewritten(text, 0)),
        confusing("reads the claims before it verifies", text -> Lenience.rewritten(text, 1)),
        throwing("throws at a NUL", "(?s).*\0.*"),
        throwing("throws at a lone surrogate", "(?s).*[\ud800-\udbff](?![\udc00-\udfff]).*"),
        throwing("throws without a dot", "[A-Za-z0-9_-]+"),
        throwing("throws at an empty part", ".+[.][.].+"),
        throwing("throws at a length that no base64 has", "([A-Za-z0-9_-]{4})*[A-Za-z0-9_-][.].*"),
        renaming("names a form wrongly", Reason.KEY_MALFORMED, Reason.KEY_INVALID),
        renaming("names a forgery wrongly", Reason.KEY_INVALID, Reason.KEY_MALFORMED),
        renaming("says that a forgery expired", Reason.KEY_INVALID, Reason.KEY_EXPIRED),
        renaming("names two keys wrongly", Reason.KEY_REPEATED, Reason.KEY_MALFORMED),
        renaming("names blanks wrongly", Reason.KEY_WHITESPACE, Reason.KEY_MALFORMED),
        renaming("names Bearer wrongly", Reason.KEY_BEARER_PREFIX, Reason.KEY_WHITESPACE),
        renaming("names length wrongly", Reason.KEY_TOO_LONG, Reason.KEY_MALFORMED),
        renaming("names nothing wrongly", Reason.KEY_MISSING, Reason.KEY_MALFORMED),
        renaming("says less of a revoked key", Reason.KEY_REVOKED, Reason.KEY_INVALID),
        reading("takes the first of two", values -> values.stream().limit(1).toList()),
        reading(
            "overlooks empty ones",
            values -> values.stream().filter(value -> !value.isEmpty()).toList()),
        reading("joins them", values -> List.of(String.join(",", values))));
  }

  private static Arguments mending(String name, UnaryOperator<String> mending) {
    return fault(name, site -> Lenience.mending(site, mending));
  }

  private static Arguments confusing(String name, UnaryOperator<String> likeness) {
    return fault(name, site -> Lenience.confusing(site, likeness));
  }

  private static Arguments throwing(String name, String regex) {
    return fault(name, site -> Lenience.throwing(site, regex));
  }

  private static Arguments renaming(String name, Reason right, Reason wrong) {
    return fault(name, site -> Lenience.renaming(site, Map.of(right, wrong)));
  }

  private static Arguments reading(String name, UnaryOperator<List<String>> reading) {
    return fault(name, site -> Lenience.reading(site, reading));
  }

  private static Arguments fault(String name, Function<AttackSite, Target> planted) {
    return argumentSet(name, planted);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void mutantsFind_aPlantedFault(Function<AttackSite, Target> planted) {
    List<Target> targets = sites.stream().map(planted).toList();

    assertThat(
            LongStream.range(0, ENOUGH)
                .filter(index -> wrong(targets, index))
                .findFirst()
                .isPresent())
        .isTrue();
  }

  private static boolean wrong(List<Target> targets, long index) {
    int at = (int) (index % targets.size());
    return sites.get(at).wrong(targets.get(at), index) != null;
  }
}
