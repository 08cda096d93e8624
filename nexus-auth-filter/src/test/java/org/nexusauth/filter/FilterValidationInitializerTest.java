package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FilterValidationInitializerTest {

  @Test
  void context_withoutClassLoader_hasThatOfTheThread() {
    assertThat(FilterValidationInitializer.classLoader(contextWith(null)))
        .isSameAs(Thread.currentThread().getContextClassLoader())
        .isNotNull();
  }

  @Test
  void context_withClassLoader_hasItsOwn() {
    ClassLoader own = new ClassLoader() {};

    assertThat(FilterValidationInitializer.classLoader(contextWith(own))).isSameAs(own);
  }

  private static ServletContext contextWith(@Nullable ClassLoader loader) {
    return (ServletContext)
        Proxy.newProxyInstance(
            FilterValidationInitializerTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> loader);
  }
}
