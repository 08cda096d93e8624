package org.nexusauth.contract.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;

/** Which class is whose: a module is known by its package, the core by being nobody else's. */
final class Modules {

  private static final String OURS = "org.nexusauth";
  private static final List<String> OTHERS =
      List.of("filter", "jaxrs", "keys", "cli", "jdbc", "redis", "testkit", "contract", "sample");

  private Modules() {}

  /** Leaves this module out: it looks at the others. */
  static final class Theirs implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/org/nexusauth/contract/");
    }
  }

  static DescribedPredicate<JavaClass> core() {
    return describe(
        "of the core",
        type -> isOf(OURS, type) && OTHERS.stream().noneMatch(name -> isOf(packageOf(name), type)));
  }

  static DescribedPredicate<JavaClass> module(String name) {
    return describe("of " + name, type -> isOf(packageOf(name), type));
  }

  /** Classes of ours outside the named modules. */
  static DescribedPredicate<JavaClass> ourOthersThan(
      DescribedPredicate<JavaClass> first, DescribedPredicate<JavaClass> second) {
    return describe(
        "ours, neither " + first.getDescription() + " nor " + second.getDescription(),
        type -> isOf(OURS, type) && !first.test(type) && !second.test(type));
  }

  static String packageOf(String name) {
    return OURS + "." + name;
  }

  private static boolean isOf(String root, JavaClass type) {
    return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
  }
}
