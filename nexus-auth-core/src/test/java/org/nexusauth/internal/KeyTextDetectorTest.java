package org.nexusauth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nexusauth.KeyMaker;
import org.nexusauth.Signer;

/** What may be a key, among the ids that clients and gateways really send. */
final class KeyTextDetectorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "1.0.0",
        "key",
        "eyJ",
        "eyJabcd",
        "f47ac10b-58cc-4372-a567-0e02b2c3d479", // UUID
        "F47AC10B-58CC-4372-A567-0E02B2C3D479",
        "f47ac10b58cc4372a5670e02b2c3d479",
        "urn:uuid:f47ac10b-58cc-4372-a567-0e02b2c3d479",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV", // ULID
        "0ujtsYcgvSTl8PAuAdqWYSMnLOv", // KSUID
        "V1StGXR8_Z5jdHi6B-myT", // NanoID
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", // W3C traceparent
        "80f198ee56343ba864fe8b2a57d3eff7-e457b5a2e4d86bd1-1-05e3ac9a4f6e3b90", // B3
        "Root=1-67891233-abcdef012345678912345678", // AWS X-Amzn-Trace-Id
        "Self=1-67891234-12456789abcdef012345678;Root=1-67891233-abcdef012345678912345678",
        "Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1",
        "8a1b2c3d4e5f6789-FRA", // Cloudflare
        "1541815603606036480", // snowflake
        "105445aa7843bc8bf206b12000100000/1;o=1", // Google
        "|4bf92f3577b34da6a3ce929d0e0e4736.00f067aa0ba902b7.", // Azure
        "JKJaXmPLvHcESHA=", // Amazon API Gateway
        "checkout-service-prod-eu-west-1-pod-7f9c8d-0001",
        "Checkout-Service-Prod-eu-west-1-Pod-7f9c8d-0001",
        "curl/8.5.0 (x86_64-pc-linux-gnu) libcurl/8.5.0 OpenSSL/3.0.13",
        "agent-nexus/sdk 4.2.0 node/22.11.0 darwin arm64"
      })
  void id_orVersion_isNone(String sent) {
    assertThat(KeyTextDetector.mayContainKey(sent)).isFalse();
  }

  static List<String> algorithms() {
    return Signer.ALGORITHMS;
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void start_ofAKey_isSeenWithoutTheKeyFrom8CharactersOn(String algorithm) {
    String key = KeyMaker.of(Signer.of(algorithm)).text();
    String claims = key.substring(key.indexOf('.') + 1, key.lastIndexOf('.'));
    for (int length = 8; length <= 128; length++) {
      assertThat(KeyTextDetector.mayContainKey(key.substring(0, length))).isTrue();
      assertThat(KeyTextDetector.mayContainKey("nxs_" + key.substring(0, length))).isTrue();
      assertThat(KeyTextDetector.mayContainKey("id=" + claims.substring(0, length))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void every128Characters_ofAKey_areSeenWithoutTheKey(String algorithm) {
    String key = KeyMaker.of(Signer.of(algorithm)).text();
    for (int start = 0; start + 128 <= key.length(); start++) {
      assertThat(KeyTextDetector.mayContainKey(key.substring(start, start + 128))).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("algorithms")
  void every16Characters_ofAKey_areAPartOfItWhereverTheyStand(String algorithm) {
    String key = KeyMaker.of(Signer.of(algorithm)).text();
    for (int start = 0; start + 16 <= key.length(); start++) {
      String part = key.substring(start, start + 16);
      for (String before : List.of("", "a", "1234567", "id-89abcdef-")) {
        assertThat(KeyTextDetector.containsPartOf(before + part + "!tail", key)).isTrue();
      }
      assertThat(KeyTextDetector.containsPartOf("!" + part.substring(0, 15) + "!", key)).isFalse();
    }
  }

  @Test
  void what_hasNothingOfAKeyIsNoPartOfIt() {
    String key = KeyMaker.of(Signer.of("HS256")).text();

    assertThat(KeyTextDetector.containsPartOf("f47ac10b-58cc-4372-a567-0e02b2c3d479", key))
        .isFalse();
    assertThat(KeyTextDetector.containsPartOf("", key)).isFalse();
    assertThat(KeyTextDetector.containsPartOf("f47ac10b-58cc-4372-a567-0e02b2c3d479", ""))
        .isFalse();
    assertThat(KeyTextDetector.containsPartOf("short", "short")).isFalse();
  }

  @Test
  void path_keepsAllSegmentsButThoseThatMayBeOfAKey() {
    String key = KeyMaker.of(Signer.of("HS256")).text();

    assertThat(KeyTextDetector.maskPath("/api//x/")).isEqualTo("/api//x/");
    assertThat(KeyTextDetector.maskPath("/api/" + key + "/x")).isEqualTo("/api/\u2026/x");
  }

  static Stream<Arguments> keysInTexts() {
    return Stream.of(
        argumentSet(
            "an API key",
            "user \"eyJhbGciOiJub25lIn0.e30.c2ln\" may not",
            "user \"(a key)\" may not"),
        argumentSet("an indented header", "is ewogImFsZyI6ICJub25lIn0.e30.", "is (a key)"),
        argumentSet("the start of a key", "=eyJhbGciOiJSUzI1NiIsImtpZCI6IjEi", "=(a key)"),
        argumentSet("a signature", "Tm90QVJlYWxTaWduYXR1cmU1".repeat(5), "(a key)"),
        argumentSet(
            "PEM",
            "x -----BEGIN PRIVATE KEY-----\nMIIEvQ==\n-----END PRIVATE KEY-----",
            "x (a private key)"),
        argumentSet("a JWK", "{\"kty\":\"oct\",\"k\":\"c2VjcmV0\"}", "(a private key)"));
  }

  @ParameterizedTest
  @MethodSource("keysInTexts")
  void key_inATextOfAnOperator_isDetectedAndRedacted(String text, String redacted) {
    assertThat(KeyTextDetector.containsKey(text)).isTrue();
    assertThat(KeyTextDetector.redactKeys(text)).isEqualTo(redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "eyelash.example.api",
        "a.b.c",
        "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", // a thumbprint of SHA-256
        "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg_SpIdNs6c5H0NE8XYXysP-DGNKHfuwvY7kxvUdBeoGlODJ6-SfaPg"
      })
  void text_ofAnOperatorWithoutAKey_staysAsItIs(String text) {
    assertThat(KeyTextDetector.containsKey(text)).isFalse();
    assertThat(KeyTextDetector.redactKeys(text)).isEqualTo(text);
  }
}
