package sfu

import (
	"testing"
	"time"
)

// An estimate that fell says nothing new while nothing is sent: the picture is
// tried all the same, and its smallest layer alone.
func TestAWithheldPictureIsTriedAgain(t *testing.T) {
	w := newWorld(t, Camera)
	layers := map[uint32]*video{1: {tag: 'q', width: 320}, 2: {tag: 'h', width: 640}}
	packets := map[uint32]int{1: 2, 2: 10}
	shown, tap := w.newSlot(Camera)
	p := &Peer{slots: []*slot{shown}}
	shown.show(w.source, w.clock)
	flow(w, w.source, layers, packets)
	const tooLittle = 10_000
	p.share(tooLittle, tooLittle, w.clock)
	tap.take()
	flow(w, w.source, layers, packets) // just short of two seconds
	p.share(tooLittle, tooLittle, w.clock)
	if got := tap.take(); len(got) != 0 {
		t.Fatalf("%d packets at once", len(got))
	}
	flow(w, w.source, layers, packets)
	p.share(tooLittle, tooLittle, w.clock)
	flow(w, w.source, layers, packets)
	got := tap.take()
	if len(got) == 0 {
		t.Fatal("nothing is tried")
	}
	for _, one := range got {
		if tag := tagOf(t, one.Payload); tag != 'q' {
			t.Fatalf("layer %c is tried", tag)
		}
	}
}

// What was tried in vain does not make whoever comes wait, who matters more or in whose place they are.
func TestWhoComesBackIsTriedAfresh(t *testing.T) {
	for name, rank := range map[string]int{"who matters more": First + 1, "who takes the place": First + 3} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, Camera)
			w.source.Prefer(First + 2)
			back := w.newSource(Camera)
			defer back.close()
			back.Prefer(rank)
			first, tap := w.newSlot(Camera)
			second, backTap := w.newSlot(Camera)
			p := &Peer{slots: []*slot{first, second}}
			pictures := map[*Source]*video{w.source: {tag: 'a', width: 320}, back: {tag: 'b', width: 320}}
			const tooLittle = 10_000
			pass := func(seconds int) {
				for range 2 * seconds {
					for range 15 {
						w.clock += 33 * time.Millisecond
						for source, v := range pictures {
							w.receive(source, 1, "q", v.frame(v.picture%10 == 0, 3)...)
						}
					}
					p.share(tooLittle, tooLittle, w.clock)
				}
			}
			first.show(w.source, w.clock)
			pass(62)
			tap.take()
			pass(4)
			if n := len(tap.take()); n != 0 {
				t.Fatalf("%d packets between two trials", n)
			}
			if rank > First+2 {
				first.show(nil, w.clock)
			}
			p.fit(second, back, w.clock)
			second.show(back, w.clock)
			pass(4)
			if len(backTap.take()) == 0 {
				t.Error("not tried")
			}
		})
	}
}

// However many voices there are, a trial in vain ends.
func TestATrialBesideVoicesEnds(t *testing.T) {
	w := newWorld(t, Camera)
	seen, tap := w.newSlot(Camera)
	p := &Peer{slots: []*slot{seen}}
	for range 3 {
		voice := w.newSource(Microphone)
		defer voice.close()
		heard, _ := w.newSlot(Microphone)
		heard.show(voice, w.clock)
		p.slots = append(p.slots, heard)
	}
	seen.show(w.source, w.clock)
	layers, packets := map[uint32]*video{1: {tag: 'q', width: 320}}, map[uint32]int{1: 3}
	const narrow = 60_000 // less than a voice and the picture take
	tried, ended := false, false
	for range 8 {
		flow(w, w.source, layers, packets)
		p.share(narrow, narrow, w.clock)
		tap.take()
		w.clock += time.Millisecond
		w.receive(w.source, 1, "q", layers[1].frame(true, 1)...)
		sent := len(tap.take()) > 0
		ended = ended || tried && !sent
		tried = tried || sent
	}
	if !tried || !ended {
		t.Errorf("tried %t, ended %t", tried, ended)
	}
}
