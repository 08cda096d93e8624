package org.nexusauth.management.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nexusauth.config.ConfigurationException;
import org.nexusauth.config.GivenProperty;

class ManagementSecretsTest {
  private static final String ONE = "one-secret-of-32-characters-long";
  private static final String TWO = "two-secret-of-32-characters-long";

  static ManagementSecrets parse(String text) {
    return ManagementSecrets.parse(
        new GivenProperty("nexus.auth.management.secret", text, "environment"), text);
  }

  static Stream<Arguments> texts() {
    return Stream.of(
        argumentSet("commas", ONE + "," + TWO),
        argumentSet("commas and whitespace", " " + ONE + " , " + TWO + " "),
        argumentSet("lines", ONE + "\n" + TWO + "\n"),
        argumentSet("lines of Windows", ONE + "\r\n\r\n" + TWO + "\r\n"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void secrets_areReadInOrder(String text) {
    ManagementSecrets secrets = parse(text);

    String first = parse(ONE).first().secretId();
    String second = parse(TWO).first().secretId();
    assertThat(secrets.first().secretId()).isEqualTo(first).isNotEqualTo(second);
    assertThat(secrets.find(first)).isPresent();
    assertThat(secrets.find(second)).isPresent();
    assertThat(secrets.find("AAAAAAAA")).isEmpty();
  }

  static Stream<Arguments> wrongTexts() {
    return Stream.of(
        argumentSet("31 characters", ONE.substring(1), "secret 1 has fewer than 32 characters"),
        argumentSet("a short second", ONE + ",short-one", "secret 2 has fewer than 32 characters"),
        argumentSet("31 pairs", "\ud83d\ude00".repeat(31), "secret 1 has fewer than 32 characters"),
        argumentSet("none", " ,\n, ", "there is no secret"),
        argumentSet("the same again", ONE + "\n" + ONE, "two of the secrets are the same"));
  }

  @ParameterizedTest
  @MethodSource("wrongTexts")
  void wrongSecret_isRejected_withoutItsText(String text, String problem) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> parse(text))
        .withMessageContaining("nexus.auth.management.secret (environment): " + problem)
        .satisfies(
            e ->
                assertThat(e.toString())
                    .doesNotContain("one-secret", "ne-secret", "short-one", "\ud83d\ude00"));
  }

  @Test
  void wrongSecret_ofAFile_namesTheFile() {
    GivenProperty location =
        new GivenProperty("nexus.auth.management.secret.location", "/run/secrets/nexus", "web.xml");

    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> ManagementSecrets.parse(location, "short-one"))
        .withMessageContaining("nexus.auth.management.secret.location=/run/secrets/nexus")
        .withMessageNotContaining("short-one");
  }

  @Test
  void text_showsNoSecret() {
    ManagementSecrets secrets = parse(ONE + "," + TWO);

    assertThat(secrets).hasToString("ManagementSecrets[2]");
    assertThat(secrets.first().toString()).doesNotContain("secret-of").hasSizeLessThan(30);
  }
}
