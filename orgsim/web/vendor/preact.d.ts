import type { VNode } from "preact";
export { h, render, Fragment, Component } from "preact";
export type { ComponentChildren, VNode } from "preact";
export * from "preact/hooks";
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
