package org.nexusauth.filter;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FilterInitializerTest {

  @Test
  void context_withoutClassLoader_hasThatOfTheThread() {
    assertThat(FilterInitializer.classLoader(contextWith(null)))
        .isSameAs(Thread.currentThread().getContextClassLoader())
        .isNotNull();
  }

  @Test
  void context_withClassLoader_hasItsOwn() {
    ClassLoader own = new ClassLoader() {};

    assertThat(FilterInitializer.classLoader(contextWith(own))).isSameAs(own);
  }

  private static ServletContext contextWith(@Nullable ClassLoader loader) {
    return (ServletContext)
        Proxy.newProxyInstance(
            FilterInitializerTest.class.getClassLoader(),
            new Class<?>[] {ServletContext.class},
            (proxy, method, arguments) -> loader);
  }
}
