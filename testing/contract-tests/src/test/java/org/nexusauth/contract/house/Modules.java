package org.nexusauth.contract.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static java.util.Map.entry;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.Map;
import java.util.Set;

/**
 * Which class belongs to which module. A module is known by its package, the core by the rest, the
 * store TCK by its place: it shares its package with the test kit.
 */
final class Modules {

  private static final String OURS = "org.nexusauth";
  private static final String CORE = "core";
  private static final String TESTKIT = "testkit";
  private static final String STORE_TCK = "store-tck";

  /** The modules that each module may depend on, besides itself. */
  static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          entry(CORE, Set.of()),
          entry("web", Set.of(CORE)),
          entry("filter", Set.of(CORE, "web")),
          entry("jaxrs", Set.of(CORE, "web")),
          entry("keys", Set.of(CORE)),
          entry("management", Set.of(CORE, "keys")),
          entry("console", Set.of(CORE, "web", "keys", "management")),
          entry("jdbc", Set.of(CORE, "management")),
          entry("redis", Set.of(CORE)),
          entry("cli", Set.of(CORE, "keys", "management", "jdbc", "redis")),
          entry(TESTKIT, Set.of(CORE, "keys")),
          entry(STORE_TCK, Set.of(CORE, "keys", "management", TESTKIT)));

  private Modules() {}

  /** Leaves out the classes of this module, which look at the others, and those of templates. */
  static final class PublishedClasses implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/org/nexusauth/contract/")
          && !location.contains("/org/nexusauth/console/template/");
    }
  }

  static String of(JavaClass type) {
    String below = type.getPackageName().substring(OURS.length());
    String first = below.isEmpty() ? "" : below.substring(1).split("\\.", 2)[0];
    if (first.equals(TESTKIT) && isFromStoreTck(type)) {
      return STORE_TCK;
    }
    return ARROWS.containsKey(first) ? first : CORE;
  }

  private static boolean isFromStoreTck(JavaClass type) {
    return type.getSource().orElseThrow().getUri().toString().contains("/nexus-auth-store-tck");
  }

  static boolean isOurs(JavaClass type) {
    return type.getPackageName().equals(OURS) || type.getPackageName().startsWith(OURS + ".");
  }

  static boolean mayDependOn(String module, String other) {
    return module.equals(other) || ARROWS.get(module).contains(other);
  }

  static DescribedPredicate<JavaClass> core() {
    return describe("of the core", type -> isOurs(type) && of(type).equals(CORE));
  }

  static DescribedPredicate<JavaClass> module(String name) {
    return describe("of " + name, type -> isIn(packageOf(name), type));
  }

  static String packageOf(String name) {
    return OURS + "." + name;
  }

  private static boolean isIn(String root, JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }
}
