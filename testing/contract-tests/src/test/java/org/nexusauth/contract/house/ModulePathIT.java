package org.nexusauth.contract.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.nexusauth.contract.modules.ModulePathMain;
import org.nexusauth.contract.server.Layout;
import org.nexusauth.testkit.RevocationStoreTck;

/** What is published, with all that it needs, on a module path. */
final class ModulePathIT {
  private static final String OURS = "org.nexusauth.";

  private static Set<String> ours(Path jars) {
    return ModuleFinder.of(jars).findAll().stream()
        .map(found -> found.descriptor().name())
        .filter(name -> name.startsWith(OURS))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<String> java(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    Collections.addAll(command, arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(printed).isZero();
    return printed.lines().filter(line -> !line.startsWith("SLF4J(W)")).toList();
  }

  private static String file(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  void modules_haveNamesOfTheirOwn() {
    assertThat(ours(Layout.closure("modules")))
        .containsExactlyInAnyOrder(
            OURS + "core",
            OURS + "filter",
            OURS + "jaxrs",
            OURS + "keys",
            OURS + "management",
            OURS + "web",
            OURS + "testkit",
            OURS + "jdbc",
            OURS + "redis");
  }

  /** The JVM does not start where two modules have a package in common. */
  @Test
  void modules_together_resolveAndFindServices() throws Exception {
    assertThat(
            java(
                "--module-path",
                Layout.closure("modules").toString(),
                "--add-modules",
                "ALL-MODULE-PATH",
                "--class-path",
                file(ModulePathMain.class),
                ModulePathMain.class.getName()))
        .containsExactly(
            OURS + "core",
            OURS + "filter",
            OURS + "jaxrs",
            OURS + "testkit",
            "store of " + OURS + "jdbc",
            "store of " + OURS + "redis",
            "Granted");
  }

  /** The store TCK has the test kit's package, so it is a part of the kit's module. */
  @Test
  void storeTck_thatPatchesTheTestKit_isInItsModule() throws Exception {
    assertThat(
            java(
                "--module-path",
                Layout.closure("modules").toString(),
                "--patch-module",
                OURS + "testkit=" + file(RevocationStoreTck.class),
                "--add-modules",
                "ALL-MODULE-PATH",
                "--class-path",
                file(ModulePathMain.class),
                ModulePathMain.class.getName(),
                RevocationStoreTck.class.getName()))
        .startsWith(OURS + "testkit: " + RevocationStoreTck.class.getName())
        .endsWith("Granted");
  }

  @Test
  void commandLine_isAModuleThatRuns() throws Exception {
    Path jar = Path.of("../../nexus-auth-cli/target/nexus-auth-cli.jar");
    assertThat(ours(jar)).containsExactly(OURS + "cli");
    assertThat(
            java(
                "--module-path",
                jar.toString(),
                "--module",
                OURS + "cli/org.nexusauth.cli.Main",
                "--version"))
        .containsExactly("nexus-auth 0.1.0-SNAPSHOT");
  }
}
