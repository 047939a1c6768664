import type { VNode } from "preact";
export { h, render, createContext, Fragment, Component } from "preact";
export type { ComponentChildren, ComponentType, VNode } from "preact";
export * from "preact/hooks";
export function html(strings: TemplateStringsArray, ...values: unknown[]): VNode;
