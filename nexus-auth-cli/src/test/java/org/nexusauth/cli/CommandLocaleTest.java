package org.nexusauth.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.testkit.TestKeys;

/** What the commands print is the same in every locale of the JVM. */
class CommandLocaleTest {
  private static final TestKeys KEYS =
      TestKeys.create().clock(Clock.fixed(Shell.NOW, ZoneOffset.UTC));
  private static final List<String> TEXTS =
      List.of(
          KEYS.key().id("k-1").text(),
          KEYS.key().id("k-2").expired().text(),
          "Bearer \u0007\u202eIİ",
          "x".repeat(5000));

  @TempDir static Path folder;
  private static Path jwks;
  private static List<Shell> english;

  @BeforeAll
  static void runInEnglish() throws Exception {
    jwks = Files.writeString(folder.resolve("api-keys.jwks"), KEYS.jwks());
    english = in(Locale.ROOT, CommandLocaleTest::runs);
  }

  /** Sets the JVM's locale while something runs. */
  private static <T> T in(Locale locale, Supplier<T> action) {
    Locale before = Locale.getDefault();
    Locale.setDefault(locale);
    try {
      return action.get();
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"fa-IR", "tr-TR", "ar-EG", "th-TH-u-ca-buddhist"})
  void output_isThatOfEnglish(String locale) {
    assertThat(in(Locale.forLanguageTag(locale), CommandLocaleTest::runs))
        .isEqualTo(english)
        .anyMatch(run -> run.out().contains("one value, "));
  }

  private static List<Shell> runs() {
    List<Shell> runs = new ArrayList<>(List.of(Shell.run("--help"), Shell.run("İssue", "--x")));
    for (String command :
        List.of("keygen", "issue", "jwks", "explain", "revoke", "status", "init", "generation")) {
      runs.add(Shell.run(command, "--help"));
      runs.add(Shell.run("", Map.of(), command));
    }
    for (String text : TEXTS) {
      runs.add(Shell.run(text, Map.of(), "explain", "--keys=" + jwks));
      runs.add(Shell.run(text, Map.of(), "explain", "--keys=" + jwks, "--json"));
      runs.add(Shell.run(text, Map.of(), "explain"));
    }
    runs.add(Shell.run("", Map.of(), "explain", "--keys=" + jwks, "--clock-skew=15m"));
    return runs;
  }
}
