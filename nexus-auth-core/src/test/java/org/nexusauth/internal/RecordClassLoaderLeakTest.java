package org.nexusauth.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordClassLoaderLeakTest {

  /** As a container's: it loads the record anew instead of asking its parent. */
  private static final class ApplicationLoader extends ClassLoader {
    ApplicationLoader() {
      super(RecordClassLoaderLeakTest.class.getClassLoader());
    }

    Class<?> define() throws IOException {
      try (InputStream in =
          RecordClassLoaderLeakTest.class.getResourceAsStream("ApplicationRecord.class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(ApplicationRecord.class.getName(), bytes, 0, bytes.length);
      }
    }
  }

  private static WeakReference<ClassLoader> use(String method) throws Exception {
    Class<?> type = new ApplicationLoader().define();
    var constructor = type.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    Object inner = constructor.newInstance("inner", null);
    Object pair = constructor.newInstance("outer", inner);
    switch (method) {
      case "equals" -> assertThat(pair.equals(constructor.newInstance("outer", null))).isFalse();
      case "hashCode" -> assertThat(pair.hashCode()).isNotZero();
      default -> assertThat(pair.toString()).contains("outer");
    }
    return new WeakReference<>(type.getClassLoader());
  }

  @ParameterizedTest
  @ValueSource(strings = {"equals", "hashCode", "toString"})
  void record_thatCameLast_letsGoOfItsClassLoaderOnceForgotten(String method) throws Exception {
    WeakReference<ClassLoader> loader = use(method);

    RecordClassLoaderLeak.forgetLast();

    await()
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(loader.refersTo(null)).isTrue();
            });
  }

  @Test
  void records_afterIt_workAsBefore() {
    RecordClassLoaderLeak.forgetLast();

    ApplicationRecord inner = new ApplicationRecord("inner", null);
    assertThat(inner).isEqualTo(new ApplicationRecord("inner", null));
    assertThat(inner).hasSameHashCodeAs(new ApplicationRecord("inner", null));
    assertThat(inner).hasToString("ApplicationRecord[text=inner, other=null]");
    assertThat(inner).isNotEqualTo(new ApplicationRecord("inner", inner));
  }
}
