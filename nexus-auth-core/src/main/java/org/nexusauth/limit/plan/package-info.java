/** Plans: how many requests a key may send in which time. */
@org.jspecify.annotations.NullMarked
package org.nexusauth.limit.plan;
