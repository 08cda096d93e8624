package org.nexusauth.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The inputs that fuzzing starts from and once found something with, without fuzzing. */
class FuzzInputsTest {
  private static final Map<String, Consumer<byte[]>> TARGETS =
      Map.of(
          "LexerFuzzInputs/lexer", FuzzTargets::lexer,
          "JoseHeaderFuzzInputs/header", FuzzTargets::header,
          "ClaimsFuzzInputs/claims", FuzzTargets::claims,
          "KeySetFuzzInputs/keySet", FuzzTargets::keySet,
          "PathRulesFuzzInputs/pathRules", FuzzTargets::pathRules);

  static Stream<Arguments> inputs() {
    return TARGETS.entrySet().stream()
        .flatMap(
            target ->
                files(target.getKey()).stream()
                    .map(
                        file ->
                            argumentSet(
                                target.getKey() + "/" + file.getFileName(),
                                target.getValue(),
                                file)));
  }

  private static List<Path> files(String folder) {
    URL url = FuzzInputsTest.class.getResource(folder);
    try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
      return files.sorted().toList();
    } catch (IOException | URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void target_takesEveryInputAndThrowsNothing(Consumer<byte[]> target, Path file)
      throws IOException {
    byte[] input = Files.readAllBytes(file);

    assertThatCode(() -> target.accept(input)).doesNotThrowAnyException();
  }

  @Test
  void inputs_areThereForEveryTarget() {
    assertThat(TARGETS.keySet())
        .allSatisfy(folder -> assertThat(files(folder)).hasSizeGreaterThan(4));
  }
}
